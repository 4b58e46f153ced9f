/* python3.dll: its names are forwarded to python311.dll (by a .def file made from that DLL). */
int __stdcall DllMain(void *a, unsigned b, void *c) { return 1; }
