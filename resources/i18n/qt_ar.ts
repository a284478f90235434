<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
    <context>
        <name>QFileDialog</name>
        <message>
            <source>Look in:</source>
            <translation>البحث في:</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>رجوع</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>الرجوع إلى المجلد السابق</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>تقدّم</translation>
        </message>
        <message>
            <source>Go forward</source>
            <translation>التقدّم إلى المجلد التالي</translation>
        </message>
        <message>
            <source>Parent Directory</source>
            <translation>المجلد الأعلى</translation>
        </message>
        <message>
            <source>Go to the parent directory</source>
            <translation>الانتقال إلى المجلد الأعلى</translation>
        </message>
        <message>
            <source>Create New Folder</source>
            <translation>إنشاء مجلد جديد</translation>
        </message>
        <message>
            <source>Create a New Folder</source>
            <translation>إنشاء مجلد جديد</translation>
        </message>
        <message>
            <source>List View</source>
            <translation>عرض في قائمة</translation>
        </message>
        <message>
            <source>Change to list view mode</source>
            <translation>عرض الملفات في قائمة</translation>
        </message>
        <message>
            <source>Detail View</source>
            <translation>عرض التفاصيل</translation>
        </message>
        <message>
            <source>Change to detail view mode</source>
            <translation>عرض الملفات بتفاصيلها</translation>
        </message>
        <message>
            <source>Sidebar</source>
            <translation>الشريط الجانبي</translation>
        </message>
        <message>
            <source>List of places and bookmarks</source>
            <translation>قائمة المواضع المحفوظة</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>الملفات</translation>
        </message>
        <message>
            <source>Files of type:</source>
            <translation>أنواع الملفات:</translation>
        </message>
        <message>
            <source>File &amp;name:</source>
            <translation>ا&amp;سم الملف:</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>&amp;فتح</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;حفظ</translation>
        </message>
        <message>
            <source>&amp;Choose</source>
            <translation>ا&amp;ختيار</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>فتح</translation>
        </message>
        <message>
            <source>Save As</source>
            <translation>حفظ باسم</translation>
        </message>
        <message>
            <source>Find Directory</source>
            <translation>اختيار مجلد</translation>
        </message>
        <message>
            <source>Directory:</source>
            <translation>المجلد:</translation>
        </message>
        <message>
            <source>Directories</source>
            <translation>المجلدات</translation>
        </message>
        <message>
            <source>All Files (*)</source>
            <translation>كل الملفات (*)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>كل الملفات (*)</translation>
        </message>
        <message>
            <source>Show &amp;hidden files</source>
            <translation>إظهار الملفات الم&amp;خفية</translation>
        </message>
        <message>
            <source>&amp;Rename</source>
            <translation>إعادة ال&amp;تسمية</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>ح&amp;ذف</translation>
        </message>
        <message>
            <source>&amp;New Folder</source>
            <translation>مجلد &amp;جديد</translation>
        </message>
        <message>
            <source>%1
File not found.
Please verify the correct file name was given.</source>
            <translation>⁦%1⁩
لا يوجد ملف بهذا الاسم.
تحقّق من الاسم.</translation>
        </message>
        <message>
            <source>%1
Directory not found.
Please verify the correct directory name was given.</source>
            <translation>⁦%1⁩
لا يوجد مجلد بهذا الاسم.
تحقّق من الاسم.</translation>
        </message>
        <message>
            <source>%1 already exists.
Do you want to replace it?</source>
            <translation>يوجد ملف باسم ⁦%1⁩.
أتريد استبداله؟</translation>
        </message>
        <message>
            <source>'%1' is write protected.
Do you want to delete it anyway?</source>
            <translation>«⁨%1⁩» محمي من الكتابة.
أتريد حذفه مع ذلك؟</translation>
        </message>
        <message>
            <source>Are you sure you want to delete '%1'?</source>
            <translation>أتريد حقًّا حذف «⁨%1⁩»؟</translation>
        </message>
        <message>
            <source>Could not delete directory.</source>
            <translation>تعذّر حذف المجلد.</translation>
        </message>
        <message>
            <source>Recent Places</source>
            <translation>المجلدات المفتوحة حديثًا</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>حذف</translation>
        </message>
        <message>
            <source>New Folder</source>
            <translation>مجلد جديد</translation>
        </message>
        <message>
            <source>Show </source>
            <translation>إظهار </translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>إزالة</translation>
        </message>
        <message>
            <source>Drive</source>
            <translation>قرص</translation>
        </message>
        <message>
            <source>File</source>
            <translation>ملف</translation>
        </message>
        <message>
            <source>%1 File</source>
            <translation>ملف %1</translation>
        </message>
        <message>
            <source>File Folder</source>
            <translation>مجلد</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>مجلد</translation>
        </message>
        <message>
            <source>Alias</source>
            <translation>اسم بديل</translation>
        </message>
        <message>
            <source>Shortcut</source>
            <translation>اختصار</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>نوع غير معروف</translation>
        </message>
        <message>
            <source>Computer</source>
            <translation>الحاسوب</translation>
        </message>
        <message>
            <source>My Computer</source>
            <translation>الحاسوب</translation>
        </message>
    </context>
    <context>
        <name>QFileSystemModel</name>
        <message>
            <source>Name</source>
            <translation>الاسم</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>الحجم</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>النوع</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>النوع</translation>
        </message>
        <message>
            <source>Date Modified</source>
            <translation>تاريخ التعديل</translation>
        </message>
        <message>
            <source>Invalid filename</source>
            <translation>اسم ملف غير صالح</translation>
        </message>
        <message>
            <source>&lt;b&gt;The name "%1" cannot be used.&lt;/b&gt;&lt;p&gt;Try using another name, with fewer characters or no punctuation marks.</source>
            <translation>&lt;b&gt;لا يمكن استعمال الاسم «%1».&lt;/b&gt;&lt;p&gt;جرّب اسمًا آخر أقصر أو بلا علامات ترقيم.</translation>
        </message>
        <message>
            <source>Drive</source>
            <translation>قرص</translation>
        </message>
        <message>
            <source>File</source>
            <translation>ملف</translation>
        </message>
        <message>
            <source>%1 File</source>
            <translation>ملف %1</translation>
        </message>
        <message>
            <source>File Folder</source>
            <translation>مجلد</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>مجلد</translation>
        </message>
        <message>
            <source>Alias</source>
            <translation>اسم بديل</translation>
        </message>
        <message>
            <source>Shortcut</source>
            <translation>اختصار</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>نوع غير معروف</translation>
        </message>
        <message>
            <source>Computer</source>
            <translation>الحاسوب</translation>
        </message>
        <message>
            <source>My Computer</source>
            <translation>الحاسوب</translation>
        </message>
    </context>
    <context>
        <name>QAbstractFileIconProvider</name>
        <message>
            <source>Drive</source>
            <translation>قرص</translation>
        </message>
        <message>
            <source>File</source>
            <translation>ملف</translation>
        </message>
        <message>
            <source>%1 File</source>
            <translation>ملف %1</translation>
        </message>
        <message>
            <source>File Folder</source>
            <translation>مجلد</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>مجلد</translation>
        </message>
        <message>
            <source>Alias</source>
            <translation>اسم بديل</translation>
        </message>
        <message>
            <source>Shortcut</source>
            <translation>اختصار</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>نوع غير معروف</translation>
        </message>
        <message>
            <source>Computer</source>
            <translation>الحاسوب</translation>
        </message>
        <message>
            <source>My Computer</source>
            <translation>الحاسوب</translation>
        </message>
    </context>
    <context>
        <name>QFileInfo</name>
        <message>
            <source>Drive</source>
            <translation>قرص</translation>
        </message>
        <message>
            <source>File</source>
            <translation>ملف</translation>
        </message>
        <message>
            <source>%1 File</source>
            <translation>ملف %1</translation>
        </message>
        <message>
            <source>File Folder</source>
            <translation>مجلد</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>مجلد</translation>
        </message>
        <message>
            <source>Alias</source>
            <translation>اسم بديل</translation>
        </message>
        <message>
            <source>Shortcut</source>
            <translation>اختصار</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>نوع غير معروف</translation>
        </message>
        <message>
            <source>Computer</source>
            <translation>الحاسوب</translation>
        </message>
        <message>
            <source>My Computer</source>
            <translation>الحاسوب</translation>
        </message>
    </context>
    <context>
        <name>QPlatformTheme</name>
        <message>
            <source>OK</source>
            <translation>موافق</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>حفظ</translation>
        </message>
        <message>
            <source>Save All</source>
            <translation>حفظ الكل</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>فتح</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;نعم</translation>
        </message>
        <message>
            <source>Yes to &amp;All</source>
            <translation>نعم لل&amp;كل</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>&amp;لا</translation>
        </message>
        <message>
            <source>N&amp;o to All</source>
            <translation>لا ل&amp;لكل</translation>
        </message>
        <message>
            <source>Abort</source>
            <translation>إيقاف</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>إعادة المحاولة</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>تجاهل</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>إغلاق</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>إلغاء</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>دون حفظ</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>مساعدة</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>تطبيق</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>إعادة الضبط</translation>
        </message>
        <message>
            <source>Restore Defaults</source>
            <translation>استعادة الأصل</translation>
        </message>
    </context>
    <context>
        <name>QDialogButtonBox</name>
        <message>
            <source>OK</source>
            <translation>موافق</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>حفظ</translation>
        </message>
        <message>
            <source>Save All</source>
            <translation>حفظ الكل</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>فتح</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;نعم</translation>
        </message>
        <message>
            <source>Yes to &amp;All</source>
            <translation>نعم لل&amp;كل</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>&amp;لا</translation>
        </message>
        <message>
            <source>N&amp;o to All</source>
            <translation>لا ل&amp;لكل</translation>
        </message>
        <message>
            <source>Abort</source>
            <translation>إيقاف</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>إعادة المحاولة</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>تجاهل</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>إغلاق</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>إلغاء</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>دون حفظ</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>مساعدة</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>تطبيق</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>إعادة الضبط</translation>
        </message>
        <message>
            <source>Restore Defaults</source>
            <translation>استعادة الأصل</translation>
        </message>
    </context>
    <context>
        <name>QMessageBox</name>
        <message>
            <source>OK</source>
            <translation>موافق</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>حفظ</translation>
        </message>
        <message>
            <source>Save All</source>
            <translation>حفظ الكل</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>فتح</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;نعم</translation>
        </message>
        <message>
            <source>Yes to &amp;All</source>
            <translation>نعم لل&amp;كل</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>&amp;لا</translation>
        </message>
        <message>
            <source>N&amp;o to All</source>
            <translation>لا ل&amp;لكل</translation>
        </message>
        <message>
            <source>Abort</source>
            <translation>إيقاف</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>إعادة المحاولة</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>تجاهل</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>إغلاق</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>إلغاء</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>دون حفظ</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>مساعدة</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>تطبيق</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>إعادة الضبط</translation>
        </message>
        <message>
            <source>Restore Defaults</source>
            <translation>استعادة الأصل</translation>
        </message>
        <message>
            <source>Show Details...</source>
            <translation>إظهار التفاصيل…</translation>
        </message>
        <message>
            <source>Hide Details...</source>
            <translation>إخفاء التفاصيل…</translation>
        </message>
    </context>
    <context>
        <name>QGnomeTheme</name>
        <message>
            <source>&amp;OK</source>
            <translation>موا&amp;فق</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;حفظ</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>إل&amp;غاء</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>إ&amp;غلاق</translation>
        </message>
        <message>
            <source>Close without Saving</source>
            <translation>إغلاق دون حفظ</translation>
        </message>
    </context>
    <context>
        <name>QErrorMessage</name>
        <message>
            <source>&amp;OK</source>
            <translation>موا&amp;فق</translation>
        </message>
        <message>
            <source>&amp;Show this message again</source>
            <translation>إظهار هذه الرسالة مرة أخرى</translation>
        </message>
    </context>
    <context>
        <name>QWidgetTextControl</name>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;تراجع</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>إ&amp;عادة</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>&amp;قص</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;نسخ</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>ل&amp;صق</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>حذف</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>تحديد الكل</translation>
        </message>
        <message>
            <source>Copy &amp;Link Location</source>
            <translation>نسخ عنوان ال&amp;رابط</translation>
        </message>
    </context>
    <context>
        <name>QLineEdit</name>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;تراجع</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>إ&amp;عادة</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>&amp;قص</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;نسخ</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>ل&amp;صق</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>حذف</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>تحديد الكل</translation>
        </message>
        <message>
            <source>Copy &amp;Link Location</source>
            <translation>نسخ عنوان ال&amp;رابط</translation>
        </message>
    </context>
    <context>
        <name>QAbstractSpinBox</name>
        <message>
            <source>&amp;Select All</source>
            <translation>تحديد ال&amp;كل</translation>
        </message>
        <message>
            <source>Step &amp;up</source>
            <translation>زيادة</translation>
        </message>
        <message>
            <source>Step &amp;down</source>
            <translation>إنقاص</translation>
        </message>
        <message>
            <source>&amp;Step up</source>
            <translation>زيادة</translation>
        </message>
    </context>
    <context>
        <name>QDockWidget</name>
        <message>
            <source>Float</source>
            <translation>فصل اللوحة</translation>
        </message>
        <message>
            <source>Undocks and re-attaches the dock widget</source>
            <translation>فصل اللوحة عن النافذة أو إعادتها إليها</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>إغلاق</translation>
        </message>
        <message>
            <source>Closes the dock widget</source>
            <translation>إغلاق اللوحة</translation>
        </message>
    </context>
    <context>
        <name>QTabBar</name>
        <message>
            <source>Scroll Left</source>
            <translation>تمرير إلى اليسار</translation>
        </message>
        <message>
            <source>Scroll Right</source>
            <translation>تمرير إلى اليمين</translation>
        </message>
    </context>
    <context>
        <name>CloseButton</name>
        <message>
            <source>Close Tab</source>
            <translation>إغلاق علامة التبويب</translation>
        </message>
    </context>
    <context>
        <name>QComboBox</name>
        <message>
            <source>Open the combo box selection popup</source>
            <translation>فتح قائمة الاختيار</translation>
        </message>
        <message>
            <source>True</source>
            <translation>نعم</translation>
        </message>
        <message>
            <source>False</source>
            <translation>لا</translation>
        </message>
    </context>
    <context>
        <name>QScrollBar</name>
        <message>
            <source>Scroll here</source>
            <translation>التمرير إلى هنا</translation>
        </message>
        <message>
            <source>Left edge</source>
            <translation>الحافة اليسرى</translation>
        </message>
        <message>
            <source>Top</source>
            <translation>الأعلى</translation>
        </message>
        <message>
            <source>Right edge</source>
            <translation>الحافة اليمنى</translation>
        </message>
        <message>
            <source>Bottom</source>
            <translation>الأسفل</translation>
        </message>
        <message>
            <source>Page left</source>
            <translation>صفحة إلى اليسار</translation>
        </message>
        <message>
            <source>Page up</source>
            <translation>صفحة إلى أعلى</translation>
        </message>
        <message>
            <source>Page right</source>
            <translation>صفحة إلى اليمين</translation>
        </message>
        <message>
            <source>Page down</source>
            <translation>صفحة إلى أسفل</translation>
        </message>
        <message>
            <source>Scroll left</source>
            <translation>تمرير إلى اليسار</translation>
        </message>
        <message>
            <source>Scroll up</source>
            <translation>تمرير إلى أعلى</translation>
        </message>
        <message>
            <source>Scroll right</source>
            <translation>تمرير إلى اليمين</translation>
        </message>
        <message>
            <source>Scroll down</source>
            <translation>تمرير إلى أسفل</translation>
        </message>
    </context>
    <context>
        <name>QUnicodeControlCharacterMenu</name>
        <message>
            <source>Insert Unicode control character</source>
            <translation>إدراج محرف تحكّم</translation>
        </message>
    </context>
    <context>
        <name>QAccessibleActionInterface</name>
        <message>
            <source>Press</source>
            <translation>ضغط</translation>
        </message>
        <message>
            <source>Increase</source>
            <translation>زيادة</translation>
        </message>
        <message>
            <source>Decrease</source>
            <translation>إنقاص</translation>
        </message>
        <message>
            <source>ShowMenu</source>
            <translation>إظهار القائمة</translation>
        </message>
        <message>
            <source>SetFocus</source>
            <translation>نقل التركيز إليه</translation>
        </message>
        <message>
            <source>Toggle</source>
            <translation>تبديل</translation>
        </message>
        <message>
            <source>Scroll Left</source>
            <translation>تمرير إلى اليسار</translation>
        </message>
        <message>
            <source>Scroll Right</source>
            <translation>تمرير إلى اليمين</translation>
        </message>
        <message>
            <source>Scroll Up</source>
            <translation>تمرير إلى أعلى</translation>
        </message>
        <message>
            <source>Scroll Down</source>
            <translation>تمرير إلى أسفل</translation>
        </message>
        <message>
            <source>Previous Page</source>
            <translation>الصفحة السابقة</translation>
        </message>
        <message>
            <source>Next Page</source>
            <translation>الصفحة التالية</translation>
        </message>
    </context>
    <context>
        <name>QShortcut</name>
        <message>
            <source>Up</source>
            <translation>↑</translation>
        </message>
        <message>
            <source>Down</source>
            <translation>↓</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>←</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>→</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>Insert</translation>
        </message>
        <message>
            <source>Page Up</source>
            <translation>PgUp</translation>
        </message>
        <message>
            <source>Page Down</source>
            <translation>PgDown</translation>
        </message>
    </context>
</TS>
