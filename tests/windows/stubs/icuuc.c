/* icuuc.dll, which Windows 10 has and Wine 8 lacks: Qt asks it for codecs, and here it has none. */
#define X __declspec(dllexport)
#define NONE(name) X void *name(void) { return 0; }
X void *ucnv_open(const char *n, int *e) { if (e) *e = 4; return 0; }
X void ucnv_toUnicode(void *c, void **t, void *tl, void **s, void *sl, int *o, int f, int *e) { if (e) *e = 4; }
X void ucnv_fromUnicode(void *c, void **t, void *tl, void **s, void *sl, int *o, int f, int *e) { if (e) *e = 4; }
NONE(ucnv_close) NONE(UCNV_FROM_U_CALLBACK_SUBSTITUTE) NONE(UCNV_TO_U_CALLBACK_SUBSTITUTE) NONE(ucnv_reset)
NONE(ucnv_getMaxCharSize) NONE(ucnv_getName) NONE(ucnv_getToUCallBack) NONE(ucnv_getFromUCallBack)
NONE(ucnv_setToUCallBack) NONE(ucnv_setFromUCallBack) NONE(ucnv_cbToUWriteUChars) NONE(ucnv_cbFromUWriteUChars)
NONE(ucnv_toUCountPending) NONE(ucnv_fromUCountPending) NONE(ucnv_getStandardName) NONE(ucnv_getAvailableName)
NONE(ucnv_countAvailable)
int __stdcall DllMain(void *a, unsigned b, void *c) { return 1; }
