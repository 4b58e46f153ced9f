; The setup file of Bazar Desktop for Windows (NSIS 3), made by tests/windows/bundle.py:
;
;   makensis -DBUNDLE=folder -DOUTPUT=setup.exe -DVERSION=0.2.0 -DSCHEMA=2 -DSIZE=120000 setup.nsi
;
; Without a question: setup.exe /S [/POSTGRES] [/D=folder]; for everybody on the machine from an administrator's prompt
; also /ALLUSERS. /POSTGRES puts the part in that an office with a server needs; an upgrade keeps it.
; Exit codes: 0 done, 1 left by the person, 2 refused, with the reason in words where there is a window.
; Data are never touched: they lie under %LOCALAPPDATA%\bazar-desktop, the program elsewhere.

Unicode true
Target amd64-unicode
!ifdef FAST
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 16
!endif

!include MUI2.nsh
!include x64.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include LogicLib.nsh
!include Sections.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh

!define NAME "Bazar Desktop"
!define COMPANY "Sudin PPKUKM"
!define DATA "bazar-desktop"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\BazarDesktop"
!define OWN "Software\BazarDesktop"
!define WINDOWS_BUILD 17763
!define APPLICATION "PPKUKM.BazarDesktop" ; as bazar_desktop/ui/qt/taskbar.py tells Windows

Name "${NAME}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
BrandingText "${NAME} ${VERSION}"
InstallDir ""
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1057 "ProductName" "${NAME}"
VIAddVersionKey /LANG=1057 "CompanyName" "${COMPANY}"
VIAddVersionKey /LANG=1057 "FileDescription" "Pemasang ${NAME}"
VIAddVersionKey /LANG=1057 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1057 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1057 "LegalCopyright" "MIT"

!define MUI_ICON "bazar.ico"
!define MUI_UNICON "bazar.ico"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\bazar-desktop.exe"
!define MUI_FINISHPAGE_RUN_TEXT "$(BEGIN)"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "Indonesian"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL

!include words.nsh

Var Everybody

!macro Refuse words
  SetErrorLevel 2
  MessageBox MB_OK|MB_ICONSTOP "${words}" /SD IDOK
  Quit
!macroend

; A program that runs holds its file: then nobody may write it (32), and neither replace it. Other refusals are of rights.
!macro RefuseWhileRunning program
  ${If} ${FileExists} "$INSTDIR\${program}"
    System::Call 'kernel32::CreateFileW(w "$INSTDIR\${program}", i 0x40000000, i 7, p 0, i 3, i 0, p 0) p.r0 ?e'
    Pop $1
    ${If} $0 P<> -1
      System::Call 'kernel32::CloseHandle(p r0)'
    ${ElseIf} $1 = 32
      !insertmacro Refuse "$(RUNNING)"
    ${Else}
      !insertmacro Refuse "$(FORBIDDEN)"
    ${EndIf}
  ${EndIf}
!macroend

; Whether /ALLUSERS is asked for; an error where it is not.
!macro AskedForEverybody
  SetRegView 64
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/ALLUSERS" $1
!macroend

!macro ForMe
  StrCpy $Everybody ""
  SetShellVarContext current
!macroend

!macro ForEverybody
  StrCpy $Everybody "/ALLUSERS"
  SetShellVarContext all
!macroend

Function .onInit
  ; Indonesian first: only an English Windows is greeted in English.
  ${If} $LANGUAGE != ${LANG_ENGLISH}
    StrCpy $LANGUAGE ${LANG_INDONESIAN}
  ${EndIf}
  !insertmacro MUI_LANGDLL_DISPLAY
  ${IfNot} ${RunningX64}
    !insertmacro Refuse "$(OLD_WINDOWS)"
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} ${WINDOWS_BUILD}
    !insertmacro Refuse "$(OLD_WINDOWS)"
  ${EndIf}
  Call chooseUsers
  Call refuseOlder
  Call findFolder
  Call refuseWhileRunning
  Call keepServer
FunctionEnd

Function chooseUsers
  !insertmacro AskedForEverybody
  ${If} ${Errors}
    !insertmacro ForMe
    Return
  ${EndIf}
  UserInfo::GetAccountType
  Pop $1
  ${If} $1 != "Admin"
    !insertmacro Refuse "$(NO_ADMINISTRATOR)"
  ${EndIf}
  !insertmacro ForEverybody
FunctionEnd

; The registry keeps, also after the program is taken away, what the newest program here could write into a store:
; the one of this person alone, or the one of everybody.
Function refuseOlder
  ReadRegDWORD $0 HKCU "${OWN}" "Schema"
  ReadRegDWORD $1 HKLM "${OWN}" "Schema"
  ${If} $0 > ${SCHEMA}
  ${OrIf} $1 > ${SCHEMA}
    !insertmacro Refuse "$(NEWER_STORE)"
  ${EndIf}
  ReadRegStr $0 SHCTX "${UNINSTALL}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 = 1
      !insertmacro Refuse "$(NEWER_PROGRAM)"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function findFolder
  ${If} $INSTDIR == ""
    ReadRegStr $INSTDIR SHCTX "${UNINSTALL}" "InstallLocation"
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $Everybody == ""
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
    ${Else}
      StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function refuseWhileRunning
  !insertmacro RefuseWhileRunning "bazar-desktop.exe"
  !insertmacro RefuseWhileRunning "bazar.exe"
FunctionEnd

; The new program is unpacked whole into a folder of its own, and takes the place of the old one by names alone: where
; the disk is full or a file is refused, the old one is as it was.
!define NEW "$INSTDIR\_baru"
!define OLD "$INSTDIR\_lama"

Function .onInstFailed
  RMDir /r "${NEW}"
FunctionEnd

!macro RefuseHalf
  ${If} ${Errors}
    RMDir /r "${NEW}"
    !insertmacro Refuse "$(NOT_WRITTEN)"
  ${EndIf}
!macroend

; Errors where what is there cannot be moved; what is not there needs no move.
!macro Move part from to
  ${If} ${FileExists} "${from}\${part}"
    Rename "${from}\${part}" "${to}\${part}"
  ${EndIf}
!macroend

!macro MoveProgram from to
  !insertmacro Move "_internal" "${from}" "${to}"
  !insertmacro Move "bazar-desktop.exe" "${from}" "${to}"
  !insertmacro Move "bazar.exe" "${from}" "${to}"
  !insertmacro Move "hapus.exe" "${from}" "${to}"
!macroend

; Only a program of ours makes room for the new one.
Function putInPlace
  RMDir /r "${OLD}"
  CreateDirectory "${OLD}"
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\_internal\library.pyz"
    !insertmacro MoveProgram "$INSTDIR" "${OLD}"
    Call refuseHalfMoved
  ${EndIf}
  !insertmacro MoveProgram "${NEW}" "$INSTDIR"
  Call refuseHalfMoved
  RMDir /r "${NEW}"
  RMDir /r "${OLD}"
FunctionEnd

; Whatever of the old program was moved comes back, and the new one's part that took its place goes.
!macro Back part
  ${If} ${FileExists} "${OLD}\${part}"
    ${If} ${FileExists} "$INSTDIR\${part}"
      Rename "$INSTDIR\${part}" "${NEW}\${part}"
    ${EndIf}
    Rename "${OLD}\${part}" "$INSTDIR\${part}"
  ${EndIf}
!macroend

Function refuseHalfMoved
  ${If} ${Errors}
    !insertmacro Back "_internal"
    !insertmacro Back "bazar-desktop.exe"
    !insertmacro Back "bazar.exe"
    !insertmacro Back "hapus.exe"
    RMDir "${OLD}"
    RMDir /r "${NEW}"
    !insertmacro Refuse "$(NOT_WRITTEN)"
  ${EndIf}
FunctionEnd

; A shortcut with the name by which the program groups its windows in the taskbar.
!macro Shortcut place
  CreateShortcut "${place}" "$INSTDIR\bazar-desktop.exe"
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${If} $1 P<> 0
      ${IPersistFile::Load} $1 '("${place}", ${STGM_READWRITE})'
      ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
      ${If} $2 P<> 0
        System::Call 'oleaut32::SysAllocString(w "${APPLICATION}")p.r3'
        System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r4'
        System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_BSTR},,&i${NSIS_PTR_SIZE} $3)p.r5'
        ${IPropertyStore::SetValue} $2 '($4,$5)'
        System::Call 'oleaut32::SysFreeString(p r3)'
        System::Free $4
        System::Free $5
        ${IPropertyStore::Commit} $2 ""
        ${IUnknown::Release} $2 ""
        ${IPersistFile::Save} $1 '("${place}",1)'
      ${EndIf}
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
!macroend

!macro FileType ending kind words
  WriteRegStr SHCTX "Software\Classes\${ending}" "" "BazarDesktop.${kind}"
  WriteRegStr SHCTX "Software\Classes\BazarDesktop.${kind}" "" "${words}"
  WriteRegStr SHCTX "Software\Classes\BazarDesktop.${kind}\DefaultIcon" "" "$INSTDIR\bazar-desktop.exe,0"
  WriteRegStr SHCTX "Software\Classes\BazarDesktop.${kind}\shell\open\command" "" '"$INSTDIR\bazar-desktop.exe" "%1"'
!macroend

!macro NoFileType ending kind
  ReadRegStr $0 SHCTX "Software\Classes\${ending}" ""
  ${If} $0 == "BazarDesktop.${kind}"
    DeleteRegKey SHCTX "Software\Classes\${ending}"
  ${EndIf}
  DeleteRegKey SHCTX "Software\Classes\BazarDesktop.${kind}"
!macroend

Section "$(PROGRAM)" Program
  SectionIn RO
  Call refuseWhileRunning
  RMDir /r "${NEW}"
  ClearErrors
  SetOutPath "${NEW}"
  File /r /x "psycopg_binary*" "${BUNDLE}/*.*"
  WriteUninstaller "${NEW}\hapus.exe"
  !insertmacro RefuseHalf
SectionEnd

Section /o "$(SERVER)" Server
  ClearErrors
  SetOutPath "${NEW}\_internal"
  File /r "${BUNDLE}/_internal/psycopg_binary*"
  !insertmacro RefuseHalf
SectionEnd

Section "-place"
  SetOutPath "$INSTDIR" ; no longer in the folder that is moved
  Call putInPlace
  CreateDirectory "$SMPROGRAMS\${NAME}"
  !insertmacro Shortcut "$SMPROGRAMS\${NAME}\${NAME}.lnk"
  !insertmacro FileType ".bazar" "Paket" "$(TYPE_PACKAGE)"
  !insertmacro FileType ".siap" "Siap" "$(TYPE_PREPARED)"
  !insertmacro FileType ".kabar" "Kabar" "$(TYPE_NEWS)"
  !insertmacro FileType ".kantor" "Kantor" "$(TYPE_OFFICE)"
  !insertmacro FileType ".terima" "Terima" "$(TYPE_RECEIPT)"
  !insertmacro FileType ".daftar" "Daftar" "$(TYPE_ENROLMENT)"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  Call register
SectionEnd

Function register
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\bazar-desktop.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "${COMPANY}"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\hapus.exe" $Everybody'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\hapus.exe" /S $Everybody'
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  WriteRegDWORD SHCTX "${OWN}" "Schema" ${SCHEMA}
FunctionEnd

Section /o "$(DESKTOP)" Desktop
  SetOutPath "$INSTDIR"
  !insertmacro Shortcut "$DESKTOP\${NAME}.lnk"
SectionEnd

Function keepServer
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/POSTGRES" $1
  ${IfNot} ${Errors}
  ${OrIf} ${FileExists} "$INSTDIR\_internal\psycopg_binary\*.*"
    !insertmacro SelectSection ${Server}
  ${EndIf}
FunctionEnd

; Whoever calls it, with /ALLUSERS or by a double click: a program that is everybody's goes for everybody.
Function un.onInit
  !insertmacro AskedForEverybody
  ${IfNot} ${Errors}
    StrCpy $0 "$INSTDIR"
  ${Else}
    ReadRegStr $0 HKLM "${UNINSTALL}" "InstallLocation"
  ${EndIf}
  ${If} $0 == "$INSTDIR"
    !insertmacro ForEverybody
    Call un.needAdministrator
  ${Else}
    !insertmacro ForMe
  ${EndIf}
  !insertmacro RefuseWhileRunning "bazar-desktop.exe"
  !insertmacro RefuseWhileRunning "bazar.exe"
FunctionEnd

Function un.needAdministrator
  UserInfo::GetAccountType
  Pop $1
  ${If} $1 == "Admin"
    Return
  ${EndIf}
  ${IfNot} ${Silent}
    ClearErrors
    ExecShell "runas" "$INSTDIR\hapus.exe" "/ALLUSERS" ; Windows asks for the administrator
    ${IfNot} ${Errors}
      Quit
    ${EndIf}
  ${EndIf}
  !insertmacro Refuse "$(EVERYBODYS)"
FunctionEnd

Section "Uninstall"
  ${If} ${FileExists} "$INSTDIR\_internal\library.pyz"
    RMDir /r "$INSTDIR\_internal"
  ${EndIf}
  RMDir /r "$INSTDIR\_baru"
  RMDir /r "$INSTDIR\_lama"
  Delete "$INSTDIR\bazar-desktop.exe"
  Delete "$INSTDIR\bazar.exe"
  Delete "$INSTDIR\hapus.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}\${NAME}.lnk"
  RMDir "$SMPROGRAMS\${NAME}"
  Delete "$DESKTOP\${NAME}.lnk"
  !insertmacro NoFileType ".bazar" "Paket"
  !insertmacro NoFileType ".siap" "Siap"
  !insertmacro NoFileType ".kabar" "Kabar"
  !insertmacro NoFileType ".kantor" "Kantor"
  !insertmacro NoFileType ".terima" "Terima"
  !insertmacro NoFileType ".daftar" "Daftar"
  DeleteRegKey SHCTX "${UNINSTALL}"
  MessageBox MB_OK|MB_ICONINFORMATION "$(DATA_STAY)" /SD IDOK
SectionEnd
