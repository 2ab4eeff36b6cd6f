package cortado.conformance.programs.exceptions;

import cortado.conformance.Section;

/** The image of the programs about exceptions. */
public final class ExceptionsImage {
    private ExceptionsImage() {}

    /** Runs every program of this package. */
    public static void main(String[] arguments) {
        Section.run("ArrayBounds", ArrayBounds::main);
        Section.run("ArrayStores", ArrayStores::main);
        Section.run("Assertions", Assertions::main);
        Section.run("BadCast", BadCast::main);
        Section.run("Causes", Causes::main);
        Section.run("CollectionFailures", CollectionFailures::main);
        Section.run("ConcurrentModification", ConcurrentModification::main);
        Section.run("CustomExceptions", CustomExceptions::main);
        Section.run("ExceptionsInLoops", ExceptionsInLoops::main);
        Section.run("FloatParsing", FloatParsing::main);
        Section.run("InitializerFailure", InitializerFailure::main);
        Section.run("NegativeSizes", NegativeSizes::main);
        Section.run("NestedHandlers", NestedHandlers::main);
        Section.run("NullDereference", NullDereference::main);
        Section.run("NullUnused", NullUnused::main);
        Section.run("NumberParsing", NumberParsing::main);
        Section.run("PreciseState", PreciseState::main);
        Section.run("Resources", Resources::main);
        Section.run("RethrownTraces", RethrownTraces::main);
        Section.run("StackOverflow", StackOverflow::main);
        Section.run("StackTraces", StackTraces::main);
        Section.run("StringBounds", StringBounds::main);
        Section.run("ThrownByLibrary", ThrownByLibrary::main);
        Section.run("TryFinally", TryFinally::main);
        Section.end();
    }
}
