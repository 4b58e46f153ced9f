/* mscms.dll, of which Wine 8 lacks what Qt asks of a screen's colours: here a screen has no profile. */
#include <windows.h>
#define X __declspec(dllexport)
X void *WINAPI OpenColorProfileW(void *a, DWORD b, DWORD c, DWORD d) { return 0; }
X BOOL WINAPI CloseColorProfile(void *a) { return TRUE; }
X BOOL WINAPI GetColorProfileFromHandle(void *a, void *b, DWORD *c) { if (c) *c = 0; return FALSE; }
X void *WINAPI WcsCreateIccProfile(void *a, DWORD b) { return 0; }
BOOL WINAPI DllMain(HINSTANCE a, DWORD b, LPVOID c) { return TRUE; }
