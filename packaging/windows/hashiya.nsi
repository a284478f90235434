; The installer for Windows, for the user who runs it: no administrator is asked for.
; packaging/build_windows.py calls it:
;   makensis -DVERSION=0.1.0 -DDIST=folder -DTYPES=types.nsh -DICON=hashiya.ico -DOUTFILE=setup.exe
; -DSIGNCMD="signtool sign ..." signs the uninstaller and the installer.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 32 ; two programs of 11 MB hold the same modules: the second is only named
RequestExecutionLevel user
ManifestDPIAware true

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include "${TYPES}"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define CLASSES "Software\Classes"

Name "${APP}"
OutFile "${OUTFILE}"
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "Software\${ID}" "InstallDir"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${APP}"
VIAddVersionKey FileDescription "${APP} ${VERSION} setup"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "GPL-3.0-or-later"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\hashiya.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${DIST}/_internal/licences/Hashiya/LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The pages speak the language of Windows, English where it is neither.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Arabic"
!insertmacro WORDS_ENGLISH
!insertmacro WORDS_ARABIC

!ifdef SIGNCMD
  !uninstfinalize '${SIGNCMD} "%1"' = 0
  !finalize '${SIGNCMD} "%1"' = 0
!endif

; A program that runs cannot be written to. Nothing is touched before both have ended.
!macro ASK_IF_RUNS PROGRAM
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      StrCpy $1 "runs"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
!macroend

!macro WAIT_FOR_ITS_END
again:
  StrCpy $1 ""
  !insertmacro ASK_IF_RUNS "hashiya.exe"
  !insertmacro ASK_IF_RUNS "hashiya-cli.exe"
  ${If} $1 != ""
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
    Abort
  ${EndIf}
!macroend

Section "Install"
  SetOutPath "$INSTDIR"
  !insertmacro WAIT_FOR_ITS_END
  RMDir /r "$INSTDIR\_internal" ; an upgrade leaves no stale parts
  File "${DIST}/hashiya.exe" "${DIST}/hashiya-cli.exe" ; beside each other
  File /r /x hashiya.exe /x hashiya-cli.exe "${DIST}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\hashiya.exe" "" "$INSTDIR\hashiya.exe" 0 SW_SHOWNORMAL "" "$(SUMMARY)"
  WriteRegStr HKCU "Software\${ID}" "InstallDir" "$INSTDIR"

  ; The marker file is ours.
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}" "" "${PROGID}"
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}" "Content Type" "${MIME}"
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${PROGID}" ""
  WriteRegStr HKCU "${CLASSES}\${PROGID}" "" "$(CORPUS)"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\DefaultIcon" "" "$INSTDIR\hashiya.exe,0"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\shell\open\command" "" '"$INSTDIR\hashiya.exe" "%1"'
  ; Everything else is offered under "Open with"; no default is changed.
  WriteRegStr HKCU "${CLASSES}\Applications\hashiya.exe" "FriendlyAppName" "${APP}"
  WriteRegStr HKCU "${CLASSES}\Applications\hashiya.exe\shell\open\command" "" '"$INSTDIR\hashiya.exe" "%1"'
  !insertmacro OFFER_TYPES
  ; A folder has a row in its menu.
  WriteRegStr HKCU "${CLASSES}\Directory\shell\${ID}" "" "$(OPEN_FOLDER)"
  WriteRegStr HKCU "${CLASSES}\Directory\shell\${ID}" "Icon" "$INSTDIR\hashiya.exe,0"
  WriteRegStr HKCU "${CLASSES}\Directory\shell\${ID}\command" "" '"$INSTDIR\hashiya.exe" "%1"'

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${APP}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\hashiya.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Hashiya contributors"
  ${If} "${HOMEPAGE}" != ""
    WriteRegStr HKCU "${UNINSTALL}" "URLInfoAbout" "${HOMEPAGE}"
  ${EndIf}
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
SectionEnd

; Settings, notes on single files and backups are in %LOCALAPPDATA%\hashiya, notes on a corpus are
; beside it: neither is touched.
Section "Uninstall"
  !insertmacro WAIT_FOR_ITS_END
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\hashiya.exe"
  Delete "$INSTDIR\hashiya-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${APP}.lnk"
  DeleteRegKey HKCU "${CLASSES}\${PROGID}"
  DeleteRegKey HKCU "${CLASSES}\Applications\hashiya.exe"
  DeleteRegKey HKCU "${CLASSES}\Directory\shell\${ID}"
  DeleteRegValue HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${PROGID}"
  ReadRegStr $0 HKCU "${CLASSES}\${SUFFIX}" ""
  StrCmp $0 "${PROGID}" 0 +2
    DeleteRegKey HKCU "${CLASSES}\${SUFFIX}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${ID}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
SectionEnd
