package cortado.conformance.programs.language;

import cortado.conformance.Section;

/** The image of the programs about language. */
public final class LanguageImage {
    private LanguageImage() {}

    /** Runs every program of this package. */
    public static void main(String[] arguments) {
        Section.run("ArrowSwitches", ArrowSwitches::main);
        Section.run("ClassNames", ClassNames::main);
        Section.run("Conditionals", Conditionals::main);
        Section.run("Construction", Construction::main);
        Section.run("EnumBodies", EnumBodies::main);
        Section.run("EvaluationOrder", EvaluationOrder::main);
        Section.run("Generics", Generics::main);
        Section.run("InitialiserSideEffects", InitialiserSideEffects::main);
        Section.run("InnerClasses", InnerClasses::main);
        Section.run("InstanceofPatterns", InstanceofPatterns::main);
        Section.run("Interfaces", Interfaces::main);
        Section.run("LabeledLoops", LabeledLoops::main);
        Section.run("LocalVariables", LocalVariables::main);
        Section.run("ObjectMethods", ObjectMethods::main);
        Section.run("OldSwitches", OldSwitches::main);
        Section.run("Overloading", Overloading::main);
        Section.run("PatternSwitches", PatternSwitches::main);
        Section.run("RecordPatterns", RecordPatterns::main);
        Section.run("Records", Records::main);
        Section.run("Recursion", Recursion::main);
        Section.run("SealedTypes", SealedTypes::main);
        Section.run("StaticInitialisation", StaticInitialisation::main);
        Section.run("Synchronisation", Synchronisation::main);
        Section.run("Varargs", Varargs::main);
        Section.end();
    }
}
