<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>stoa::ui::CaseFacts</name>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CaseSections</name>
    <message numerus="yes">
        <source>%n more variant(s)</source>
        <translation>
            <numerusform>%n more variant</numerusform>
            <numerusform>%n more variants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stoa::ui::DecisionForm</name>
    <message numerus="yes">
        <source>At most %n characters fit.</source>
        <translation>
            <numerusform>At most %n characters fit.</numerusform>
            <numerusform>At most %n characters fit.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stoa::ui::ImageRow</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stoa::ui::ImportDialog</name>
    <message numerus="yes">
        <source>Import stopped after %Ln listing(s)</source>
        <translation>
            <numerusform>Import stopped after %Ln listing</numerusform>
            <numerusform>Import stopped after %Ln listings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Importing %Ln listing(s)</source>
        <translation>
            <numerusform>Importing %Ln listing</numerusform>
            <numerusform>Importing %Ln listings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listing(s) imported</source>
        <translation>
            <numerusform>%Ln listing imported</numerusform>
            <numerusform>%Ln listings imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln listing(s)</source>
        <translation>
            <numerusform>Import %Ln listing</numerusform>
            <numerusform>Import %Ln listings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stoa::ui::ImportReportView</name>
    <message numerus="yes">
        <source>%Ln line(s) read, nothing is wrong with them.</source>
        <translation>
            <numerusform>%Ln line read, nothing is wrong with them.</numerusform>
            <numerusform>%Ln lines read, nothing is wrong with them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listing(s) will be left out. The others can be imported.</source>
        <translation>
            <numerusform>%Ln listing will be left out. The others can be imported.</numerusform>
            <numerusform>%Ln listings will be left out. The others can be imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listing(s) were left out. Correct them in the file and import it again.</source>
        <translation>
            <numerusform>%Ln listing was left out. Correct them in the file and import it again.</numerusform>
            <numerusform>%Ln listings were left out. Correct them in the file and import it again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stoa::ui::ListingDrawer</name>
    <message numerus="yes">
        <source>%n variant(s)</source>
        <translation>
            <numerusform>%n variant</numerusform>
            <numerusform>%n variants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListingSections</name>
    <message numerus="yes">
        <source>%n more variant(s)</source>
        <translation>
            <numerusform>%n more variant</numerusform>
            <numerusform>%n more variants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stoa::ui::ListingsPage</name>
    <message numerus="yes">
        <source>%Ln listing(s)</source>
        <translation>
            <numerusform>%Ln listing</numerusform>
            <numerusform>%Ln listings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stoa::ui::ModerationPage</name>
    <message numerus="yes">
        <source>%Ln past the %1 target</source>
        <translation>
            <numerusform>%Ln past the %1 target</numerusform>
            <numerusform>%Ln past the %1 target</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stoa::ui::StatusStrip</name>
    <message numerus="yes">
        <source>%n jobs</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stoa::ui::TimelineWidget</name>
    <message numerus="yes">
        <source>%n earlier entries</source>
        <translation>
            <numerusform>%n earlier entry</numerusform>
            <numerusform>%n earlier entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stoa::ui::TopBar</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
</TS>
