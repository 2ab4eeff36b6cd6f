package cortado.conformance.programs.text;

import cortado.conformance.Section;

/** The image of the programs about text. */
public final class TextImage {
    private TextImage() {}

    /** Runs every program of this package. */
    public static void main(String[] arguments) {
        Section.run("BrokenText", BrokenText::main);
        Section.run("Builders", Builders::main);
        Section.run("CaseMapping", CaseMapping::main);
        Section.run("CharArithmetic", CharArithmetic::main);
        Section.run("CharacterClasses", CharacterClasses::main);
        Section.run("Characters", Characters::main);
        Section.run("DoublePrinting", DoublePrinting::main);
        Section.run("Encodings", Encodings::main);
        Section.run("FloatPrinting", FloatPrinting::main);
        Section.run("FormattedNumbers", FormattedNumbers::main);
        Section.run("Formatting", Formatting::main);
        Section.run("HexAndRadix", HexAndRadix::main);
        Section.run("Interning", Interning::main);
        Section.run("Joining", Joining::main);
        Section.run("Patterns", Patterns::main);
        Section.run("Printing", Printing::main);
        Section.run("Replacing", Replacing::main);
        Section.run("Splitting", Splitting::main);
        Section.run("StringBasics", StringBasics::main);
        Section.run("StringSorting", StringSorting::main);
        Section.run("StringValues", StringValues::main);
        Section.run("Surrogates", Surrogates::main);
        Section.run("SwitchOnStrings", SwitchOnStrings::main);
        Section.run("TextBlocks", TextBlocks::main);
        Section.run("WordCount", WordCount::main);
        Section.end();
    }
}
