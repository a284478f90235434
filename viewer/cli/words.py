"""What the verbs say: their help and why something could not be done, in both languages."""

from __future__ import annotations

HELP = {
    "read": (
        """\
usage: hashiya read [--json] [--encoding NAME] [--language TAG] FILE

Prints the text of a document; with --json the document with its blocks.

  --json            {"path", "format", "encoding", "language", "direction", "title", "date",
                    "blocks": [{"kind", "text", "direction", "furniture"}]}
  --encoding NAME   read it so, whatever it looks like: utf-8, windows-1256, ...
  --language TAG    its language: ar, en, fa, ...
  -h, --help        this text

exit codes: 0 done, 2 the file could not be read or an argument is wrong
""",
        """\
الاستعمال: hashiya read [--json] [--encoding NAME] [--language TAG] FILE

يطبع نص المستند، ومع ‎--json المستند بفقراته.

  --json            {"path", "format", "encoding", "language", "direction", "title", "date",
                    "blocks": [{"kind", "text", "direction", "furniture"}]}
  --encoding NAME   ترميز الملف أيًّا كان ما يبدو عليه: utf-8 أو windows-1256 ...
  --language TAG    لغته: ar أو en أو fa ...
  -h, --help        هذا النص

رموز الخروج: 0 تم، 2 تعذرت قراءة الملف أو وسيط خاطئ
""",
    ),
    "notes": (
        """\
usage: hashiya notes [--json] FOLDER

Prints every note of the folder, document by document.

  --json            [{"document", "quote", "text", "tags", "links", "colour", "status",
                    "created", "modified", "creator", "id"}]
                    status: exact, moved, changed, lost, or document for a note on all of it
  -h, --help        this text

exit codes: 0 done, 2 something could not be read or an argument is wrong
""",
        """\
الاستعمال: hashiya notes [--json] FOLDER

يطبع كل ملاحظات المجلد، مستندًا بعد مستند.

  --json            [{"document", "quote", "text", "tags", "links", "colour", "status",
                    "created", "modified", "creator", "id"}]
                    الحالة status: ‏exact في موضعها، moved نُقلت، changed تغيّر النص، lost ضاع
                    موضعها، document ملاحظة على المستند كله
  -h, --help        هذا النص

رموز الخروج: 0 تم، 2 تعذرت القراءة أو وسيط خاطئ
""",
    ),
    "align": (
        """\
usage: hashiya align [--json] [--tmx OUT.tmx] [--output OUT] [--plain] AR EN
       hashiya align --sentences [...] AR.txt EN.txt

Prints which paragraphs of two documents are translations of which: [0]:[0, 1] a line, counted as
by read --json. Furniture is left out.

  --json            {"beads": [{"ar": [0], "en": [0, 1], "score": 0.93}]}
  --sentences       every line of the two text files is a segment, blank ones too
  --tmx OUT.tmx     write a translation memory (TMX 1.4b)
  --output OUT      write what its ending says: .tmx .xlf .tsv .md .html .docx
  --plain           without sentence vectors, though they are installed
  -h, --help        this text

exit codes: 0 done, 2 a file could not be read or written or an argument is wrong
""",
        """\
الاستعمال: hashiya align [--json] [--tmx OUT.tmx] [--output OUT] [--plain] AR EN
           hashiya align --sentences [...] AR.txt EN.txt

يطبع أي فقرات المستندين ترجمة لأي، ‎[0]:[0, 1]‎ في كل سطر، بأرقام الفقرات كما في read --json.
ولا تدخل فيه زوائد الصفحة.

  --json            {"beads": [{"ar": [0], "en": [0, 1], "score": 0.93}]}
  --sentences       كل سطر من ملفي النص مقطع، والأسطر الفارغة كذلك
  --tmx OUT.tmx     يكتب ذاكرة ترجمة (TMX 1.4b)
  --output OUT      يكتب ما يدل عليه امتداد الاسم: ‎.tmx .xlf .tsv .md .html .docx
  --plain           بلا متجهات الجمل وإن كانت مثبّتة
  -h, --help        هذا النص

رموز الخروج: 0 تم، 2 تعذرت قراءة ملف أو كتابته أو وسيط خاطئ
""",
    ),
    "edition": (
        """\
usage: hashiya edition [--title TEXT] [--interface ar|en] [--plain] FOLDER|FILE OUT

Writes the texts of a folder, or the text that a file belongs to, for any browser: Arabic beside
its translation, notes in the margin, an index of notes and tags, and a search that spells Arabic
as this program does. It needs no network, neither on a disk nor on a web host.

  OUT               a name that ends in .html: one page with all of it; else a folder to begin at
                    index.html, new, empty, or an earlier edition
  --title TEXT      its title (default: the name of the folder or text)
  --interface ar|en the language that its buttons and headings speak
  --plain           align without sentence vectors, though they are installed
  -h, --help        this text

exit codes: 0 done, 2 something could not be read or written or an argument is wrong
""",
        """\
الاستعمال: hashiya edition [--title TEXT] [--interface ar|en] [--plain] FOLDER|FILE OUT

يكتب نصوص مجلد، أو النص الذي ينتمي إليه ملف، ليُقرأ في أي متصفح: العربية بجانب ترجمتها، والملاحظات
في الهامش، وفهرس للملاحظات والوسوم، وبحث يعرف رسم العربية كما يعرفه هذا البرنامج. لا يحتاج إلى
شبكة، على القرص كان أو على موقع.

  OUT               اسم ينتهي بـ‎.html‎: صفحة واحدة فيها كل شيء، وإلا فمجلد يبدأ من index.html،
                    جديد أو فارغ أو فيه إصدارة سابقة
  --title TEXT      عنوانها (المبدئي اسم المجلد أو النص)
  --interface ar|en لغة أزرارها وعناوينها
  --plain           بلا متجهات الجمل وإن كانت مثبّتة
  -h, --help        هذا النص

رموز الخروج: 0 تم، 2 تعذرت القراءة أو الكتابة أو وسيط خاطئ
""",
    ),
    "check": (
        """\
usage: hashiya check [--json] [--glossary FILE] [--plain] SOURCE [TRANSLATION]

Aligns a translation with its source and names the rows where they differ in what they should
share: number, gap (a row of one language), double, source (one source, two translations), target
(one translation, two sources), term (of the glossary, not used), name (in two spellings), leftover
(words in the language of the source), end (question or statement). Without TRANSLATION the source
is a bilingual file (TMX, XLIFF, PO, a table).

  --json            {"rows": 120, "findings": [{"row", "kind", "said", "instead", "other"}]};
                    rows count from 0
  --glossary FILE   a TSV or CSV of Arabic and English terms
  --plain           without sentence vectors, though they are installed
  -h, --help        this text

exit codes: 0 done, 2 a file could not be read or an argument is wrong
""",
        """\
الاستعمال: hashiya check [--json] [--glossary FILE] [--plain] SOURCE [TRANSLATION]

يحاذي الترجمة وأصلها ويسمّي الصفوف التي تختلف فيما ينبغي أن تتفق فيه: number عدد، gap صف بلغة
واحدة، double ترجمة مكررة، source أصل له ترجمتان، target ترجمة لأصلين، term مصطلح من المسرد
لم يُستعمل، name اسم برسمين، leftover كلمات بقيت بلغة الأصل، end سؤال أو خبر.
وبغير TRANSLATION يكون الأصل ملفًّا ثنائي اللغة.

  --json            {"rows": 120, "findings": [{"row", "kind", "said", "instead", "other"}]}
                    وتُعدّ الصفوف من 0
  --glossary FILE   جدول TSV أو CSV بمصطلحات عربية وإنجليزية
  --plain           بلا متجهات الجمل وإن كانت مثبّتة
  -h, --help        هذا النص

رموز الخروج: 0 تم، 2 تعذرت قراءة ملف أو وسيط خاطئ
""",
    ),
    "review": (
        """\
usage: hashiya review [--accept] [--json] [--plain] TABLE FILE

Compares a table that was exported (.xlsx, .docx) and revised since with the text that a file
belongs to, and names what was changed: translations, comments, and the rows that are not found.

  TABLE             the sheet or Word document that came back
  FILE              a document of the text
  --accept          take the changes: translations become your own, comments become notes; what
                    changed here too since the export is left
  --json            {"same": 12, "changes": [{"row", "kind", "language", "old", "new", "quote",
                    "author", "late"}], "left": [{"number", "words", "reason"}]}; rows from 0
  --plain           without sentence vectors, though they are installed
  -h, --help        this text

exit codes: 0 done, 2 a file could not be read or written or an argument is wrong
""",
        """\
الاستعمال: hashiya review [--accept] [--json] [--plain] TABLE FILE

يقارن جدولًا صُدّر (‎.xlsx أو ‎.docx) ثم روجع بالنص الذي ينتمي إليه ملف، ويسمّي ما تغيّر فيه:
الترجمات والتعليقات، والصفوف التي لم توجد.

  TABLE             جدول إكسل أو مستند وورد الذي عاد
  FILE              مستند من مستندات النص
  --accept          يأخذ التعديلات: تصير الترجمات ترجماتك والتعليقات ملاحظات؛ ويُترك ما تغيّر هنا
                    أيضًا بعد التصدير
  --json            {"same": 12, "changes": [{"row", "kind", "language", "old", "new", "quote",
                    "author", "late"}], "left": [{"number", "words", "reason"}]}
                    وتُعدّ الصفوف من 0
  --plain           بلا متجهات الجمل وإن كانت مثبّتة
  -h, --help        هذا النص

رموز الخروج: 0 تم، 2 تعذرت قراءة ملف أو كتابته أو وسيط خاطئ
""",
    ),
    "search": (
        """\
usage: hashiya search [--json] [--mode NAME] [--language TAG] [--limit N]
                      [--literal] [--across] FOLDER QUERY

Searches every document of the folder; its index is made or brought up to date first.

  QUERY             words, "a phrase", prefix*, *suffix, in?side, a NEAR/5 b, OR, -not,
                    /regular expression/ on the folded text (/.../r as it is written),
                    lang:ar, title:, date:2021-07..2021-12, note:, tag:
  --json            {"query", "understood", "total", "hits": [{"path", "block", "start", "end",
                    "text", "before", "after", "why", "bead"}]}
  --mode NAME       written: to the letter and mark; spelling: in any spelling; clitics
                    (default): with prefixes and suffixes too; stem: its other forms;
                    root: words of the same root
  --language TAG    only documents in it: ar, en, fa …
  --limit N         hits that are printed (default 100); total counts all
  --literal         never take a query that finds nothing for Arabic in Latin letters, or for
                    words typed on another keyboard layout
  --across          find what corresponds to a hit in the other language too
  -h, --help        this text

exit codes: 0 done, 2 the folder could not be read or an argument is wrong
""",
        """\
الاستعمال: hashiya search [--json] [--mode NAME] [--language TAG] [--limit N]
                          [--literal] [--across] FOLDER QUERY

يبحث في كل مستندات المجلد بعد إعداد فهرسه أو تحديثه.

  QUERY             كلمات، "عبارة"، بداية*، *نهاية، و?سط، a NEAR/5 b، OR أو، -ليس،
                    /تعبير نمطي/ في النص الموحّد الرسم (/.../r في النص كما كُتب)،
                    lang:ar ‏title:‏ date:2021-07..2021-12 ‏note:‏ tag:
  --json            {"query", "understood", "total", "hits": [{"path", "block", "start", "end",
                    "text", "before", "after", "why", "bead"}]}
  --mode NAME       written كما كُتبت حرفًا وتشكيلًا، spelling بأي رسم، clitics (المبدئي)
                    ومع السوابق واللواحق، stem وصيغها الأخرى، root وكلمات جذرها
  --language TAG    مستندات هذه اللغة وحدها: ar وen وfa …
  --limit N         ما يُطبع من النتائج (المبدئي 100)، وtotal عددها كلها
  --literal         لا يُفهم ما لا نتائج له عربيةً بحروف لاتينية أو كتابةً بتخطيط لوحة آخر
  --across          ومعه ما يقابل النتائج في اللغة الأخرى
  -h, --help        هذا النص

رموز الخروج: 0 تم، 2 تعذرت قراءة المجلد أو وسيط خاطئ
""",
    ),
    "index": (
        """\
usage: hashiya index [--meaning MB] FOLDER

Makes the folder's index for searches, or brings it up to date, and says on each line how far it
is: {"stage", "done", "total", "bytes"}.

  --meaning MB      also the vectors for searching by meaning, of a folder up to that size
                    (needs the extra "semantic")
  -h, --help        this text

exit codes: 0 done, 2 the folder could not be read or the index could not be written
""",
        """\
الاستعمال: hashiya index [--meaning MB] FOLDER

يعدّ فهرس المجلد للبحث أو يحدّثه، ويذكر في كل سطر ما أُنجز:
{"stage", "done", "total", "bytes"}

  --meaning MB      ومعه متجهات البحث بالمعنى لمجلد لا يزيد حجمه على ذلك
                    (تلزم له الإضافة "semantic")
  -h, --help        هذا النص

رموز الخروج: 0 تم، 2 تعذرت قراءة المجلد أو تعذرت كتابة الفهرس
""",
    ),
    "plugins": (
        """\
usage: hashiya plugins [--json] [allow NAME | forbid NAME]

Lists the plug-ins that are installed beside Hashiya, with what they bring, and says which are
allowed. None is loaded before it is allowed; a new version has to be allowed again. A plug-in is a
program: allow only what you trust as you trust Hashiya.

  allow NAME        from now on it is used, in the version that is installed
  forbid NAME       it is not used any more
  --json            [{"name", "version", "points": {"hashiya.formats": [".toy"]}, "allowed"}]
  -h, --help        this text

exit codes: 0 done, 2 there is no such plug-in or an argument is wrong
""",
        """\
الاستعمال: hashiya plugins [--json] [allow NAME | forbid NAME]

يسرد الإضافات المثبّتة مع حاشية وما تأتي به كل منها، ويذكر المأذون به. ولا تُحمَّل إضافة قبل الإذن بها،
ولا بد من إذن جديد لكل إصدار جديد. والإضافة برنامج، فلا تأذن إلا لما تثق به ثقتك بحاشية.

  allow NAME        تُستعمل من الآن بإصدارها المثبّت
  forbid NAME       لا تُستعمل بعد الآن
  --json            [{"name", "version", "points": {"hashiya.formats": [".toy"]}, "allowed"}]
  -h, --help        هذا النص

رموز الخروج: 0 تم، 2 لا إضافة بهذا الاسم أو وسيط خاطئ
""",
    ),
}

SENTENCES = {
    "missing": ("there is no such file", "لا يوجد ملف بهذا الاسم"),
    "folder": ("it is a folder, not a document", "هذا مجلد وليس مستندًا"),
    "permission": ("the system does not allow reading it", "النظام لا يسمح بقراءته"),
    "too-large": ("it is too large to open", "حجمه أكبر من أن يُفتح"),
    "binary": ("it holds no text", "لا يحتوي على نص"),
    "encoding": ("there is no encoding of that name", "لا يوجد ترميز بهذا الاسم"),
    "unknown-format": ("Hashiya does not read this format", "حاشية لا تقرأ هذه الصيغة"),
    "broken": ("it is damaged and cannot be read", "الملف تالف وتعذرت قراءته"),
    "password": ("it is locked with a password", "الملف مقفل بكلمة مرور"),
    "encrypted": ("it is locked with a password", "الملف مقفل بكلمة مرور"),
    "old-word": ("save it as .docx first", "احفظه أولًا بصيغة ‎.docx"),
    "timeout": ("reading it takes too long", "استغرقت قراءته وقتًا أطول مما يجوز"),
    "memory": ("reading it takes too much memory", "تحتاج قراءته إلى ذاكرة أكبر مما يجوز"),
    "scan": (
        "it holds pictures of pages; open it in the window to have them read",
        "فيه صور صفحات؛ افتحه في النافذة لتُقرأ",
    ),
    "garbled": ("its text codes stand for no letters", "رموز نصه لا تدل على حروف"),
    "animated": ("it is a picture that moves, and no page", "صورة متحركة وليست صفحة"),
    "plugin": ("the plug-in that reads it failed", "تعذرت قراءته لخلل في الإضافة التي تقرؤه"),
    "plugin-missing": ("this plug-in is no longer installed", "لم تعد هذه الإضافة مثبّتة"),
    "plugin-changed": (
        "this plug-in is not the version that was allowed; see hashiya plugins",
        "هذه الإضافة ليست الإصدار المأذون به، انظر hashiya plugins",
    ),
    "plugin-broken": ("this plug-in failed", "في هذه الإضافة خلل"),
    "no-plugin": ("no such plug-in is installed", "لا إضافة مثبّتة بهذا الاسم"),
    "no-folder": ("there is no such folder", "لا يوجد مجلد بهذا الاسم"),
    "not-a-folder": ("it is a file, not a folder", "هذا ملف وليس مجلدًا"),
    "damaged-notes": (
        "these notes are damaged and were left out",
        "ملف الملاحظات تالف ولم تُطبع ملاحظاته",
    ),
    "no-texts": ("there is no text in it that can be read", "ليس فيه نص يمكن قراءته"),
    "not-an-edition": (
        "there is something else in that folder; choose an empty or a new one",
        "في هذا المجلد شيء آخر، فاختر مجلدًا فارغًا أو جديدًا",
    ),
    "unwritable": ("it cannot be written", "تعذرت كتابته"),
    "unreadable": ("it cannot be read", "تعذرت قراءته"),
}
"""Reason to sentence, English and Arabic: those of `Unreadable`, and some of the verbs' own."""
