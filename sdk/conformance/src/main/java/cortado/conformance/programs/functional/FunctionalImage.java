package cortado.conformance.programs.functional;

import cortado.conformance.Section;

/** The image of the programs about functional. */
public final class FunctionalImage {
    private FunctionalImage() {}

    /** Runs every program of this package. */
    public static void main(String[] arguments) {
        Section.run("CollectorsMethods", CollectorsMethods::main);
        Section.run("Composition", Composition::main);
        Section.run("Lambdas", Lambdas::main);
        Section.run("LazyStreams", LazyStreams::main);
        Section.run("MethodReferences", MethodReferences::main);
        Section.run("Optionals", Optionals::main);
        Section.run("Pipelines", Pipelines::main);
        Section.run("PrimitiveStreams", PrimitiveStreams::main);
        Section.run("Streams", Streams::main);
        Section.end();
    }
}
