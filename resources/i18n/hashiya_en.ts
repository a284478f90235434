<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name />
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hit(s)</source>
            <translation>
                <numerusform>%n hit</numerusform>
                <numerusform>%n hits</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n document(s)</source>
            <translation>
                <numerusform>in %n document</numerusform>
                <numerusform>in %n documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n in translations</source>
            <translation>
                <numerusform>%n in translations</numerusform>
                <numerusform>%n in translations</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n paragraph(s) took too long</source>
            <translation>
                <numerusform>%n paragraph took too long</numerusform>
                <numerusform>%n paragraphs took too long</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hit(s) copied</source>
            <translation>
                <numerusform>%n hit copied</numerusform>
                <numerusform>%n hits copied</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Paragraph (1 to %n):</source>
            <translation>
                <numerusform>Paragraph (%n):</numerusform>
                <numerusform>Paragraph (1 to %n):</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>⚠ %n part(s) not shown</source>
            <translation>
                <numerusform>⚠ %n part not shown</numerusform>
                <numerusform>⚠ %n parts not shown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unreadable byte(s)</source>
            <translation>
                <numerusform>%n unreadable byte</numerusform>
                <numerusform>%n unreadable bytes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n word(s) selected</source>
            <translation>
                <numerusform>%n word selected</numerusform>
                <numerusform>%n words selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n text(s) written to “%1”.</source>
            <translation>
                <numerusform>%n text written to “%1”.</numerusform>
                <numerusform>%n texts written to “%1”.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n note(s)</source>
            <translation>
                <numerusform>%n note</numerusform>
                <numerusform>%n notes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) are no longer there, “%1” among them. Their pairs, pins and your translations are kept; they come back with them.</source>
            <translation>
                <numerusform>%n document is no longer there: “%1”. Its pairs, pins and your translations are kept; they come back with it.</numerusform>
                <numerusform>%n documents are no longer there, “%1” among them. Their pairs, pins and your translations are kept; they come back with them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The notes of %n document(s) followed them.</source>
            <translation>
                <numerusform>The notes of %n document followed them.</numerusform>
                <numerusform>The notes of %n documents followed them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n note(s) here</source>
            <translation>
                <numerusform>%n note here</numerusform>
                <numerusform>%n notes here</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n paragraph(s) changed since the notes were made.</source>
            <translation>
                <numerusform>%n paragraph changed since the notes were made.</numerusform>
                <numerusform>%n paragraphs changed since the notes were made.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n note(s) written to “%1”.</source>
            <translation>
                <numerusform>%n note written to “%1”.</numerusform>
                <numerusform>%n notes written to “%1”.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n note(s) imported.</source>
            <translation>
                <numerusform>%n note imported.</numerusform>
                <numerusform>%n notes imported.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of the file are not in the notes as they stood there:</source>
            <translation>
                <numerusform>%n thing of the file is not in the notes as it stood there:</numerusform>
                <numerusform>%n things of the file are not in the notes as they stood there:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n were here already.</source>
            <translation>
                <numerusform>%n was here already.</numerusform>
                <numerusform>%n were here already.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n more</numerusform>
                <numerusform>%n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n word(s) exported to %1</source>
            <translation>
                <numerusform>%n word exported to %1</numerusform>
                <numerusform>%n words exported to %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n row(s)</source>
            <translation>
                <numerusform>in %n row</numerusform>
                <numerusform>in %n rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n minute(s) left</source>
            <translation>
                <numerusform>about %n minute left</numerusform>
                <numerusform>about %n minutes left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) sent to the printer.</source>
            <translation>
                <numerusform>%n page sent to the printer.</numerusform>
                <numerusform>%n pages sent to the printer.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) written to “%1”.</source>
            <translation>
                <numerusform>%n page written to “%1”.</numerusform>
                <numerusform>%n pages written to “%1”.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n word(s)</source>
            <translation>
                <numerusform>%n word</numerusform>
                <numerusform>%n words</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Looking through the folder: %n text(s)</source>
            <translation>
                <numerusform>Looking through the folder: %n text</numerusform>
                <numerusform>Looking through the folder: %n texts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) could not be wiped; the first is “%1”.</source>
            <translation>
                <numerusform>%n file could not be wiped; the first is “%1”.</numerusform>
                <numerusform>%n files could not be wiped; the first is “%1”.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>import of %n note(s)</source>
            <translation>
                <numerusform>import of %n note</numerusform>
                <numerusform>import of %n notes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>What you wrote on %n file(s) is not saved yet.</source>
            <translation>
                <numerusform>What you wrote on %n file is not saved yet.</numerusform>
                <numerusform>What you wrote on %n files is not saved yet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n pair(s) found in “%1”. Tick what belongs together.</source>
            <translation>
                <numerusform>%n pair found in “%1”. Tick it if it belongs together.</numerusform>
                <numerusform>%n pairs found in “%1”. Tick what belongs together.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n finding(s)</source>
            <translation>
                <numerusform>%n finding</numerusform>
                <numerusform>%n findings</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n passed over</source>
            <translation>
                <numerusform>%n passed over</numerusform>
                <numerusform>%n passed over</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1: %n hit(s), %2 in a million words</source>
            <translation>
                <numerusform>%1: %n hit, %2 in a million words</numerusform>
                <numerusform>%1: %n hits, %2 in a million words</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Move %n file(s) to the bin?</source>
            <translation>
                <numerusform>Move %n file to the bin?</numerusform>
                <numerusform>Move %n files to the bin?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Take over %n remark(s) of the PDF</source>
            <translation>
                <numerusform>Take over %n remark of the PDF</numerusform>
                <numerusform>Take over %n remarks of the PDF</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“%1” is written, with %n note(s) as highlights.</source>
            <translation>
                <numerusform>“%1” is written, with %n note as a highlight.</numerusform>
                <numerusform>“%1” is written, with %n notes as highlights.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>There are only %n page(s).</source>
            <translation>
                <numerusform>There is only %n page.</numerusform>
                <numerusform>There are only %n pages.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) of “%1” could not be read: %2</source>
            <translation>
                <numerusform>%n page of “%1” could not be read: %2</numerusform>
                <numerusform>%n pages of “%1” could not be read: %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) in “%1”.</source>
            <translation>
                <numerusform>%n change in “%1”.</numerusform>
                <numerusform>%n changes in “%1”.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) are as they were.</source>
            <translation>
                <numerusform>%n row is as it was.</numerusform>
                <numerusform>%n rows are as they were.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cannot be taken; the list tells why.</source>
            <translation>
                <numerusform>%n cannot be taken; the list tells why.</numerusform>
                <numerusform>%n cannot be taken; the list tells why.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) accepted. Undo takes them back.</source>
            <translation>
                <numerusform>%n change accepted. Undo takes it back.</numerusform>
                <numerusform>%n changes accepted. Undo takes them back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s)</source>
            <translation>
                <numerusform>%n highlight</numerusform>
                <numerusform>%n highlights</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) highlighted.</source>
            <translation>
                <numerusform>%n place highlighted.</numerusform>
                <numerusform>%n places highlighted.</numerusform>
            </translation>
        </message>
    </context>
</TS>
