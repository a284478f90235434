@echo off
setlocal
set "HASHIYA_START=python"
where py >nul 2>nul && set "HASHIYA_START=py -3"
if defined HASHIYA_PYTHON set "HASHIYA_START=%HASHIYA_PYTHON%"
%HASHIYA_START% "%~dp0packaging\bootstrap.py" run %*
exit /b %errorlevel%
