/* python.exe: starts the interpreter of python311.dll. */
#include <windows.h>
typedef int (*main_t)(int, wchar_t **);
int wmain(int argc, wchar_t **argv) {
    HMODULE python = LoadLibraryW(L"python311.dll");
    main_t run = python ? (main_t)(void *)GetProcAddress(python, "Py_Main") : 0;
    return run ? run(argc, argv) : 101;
}
