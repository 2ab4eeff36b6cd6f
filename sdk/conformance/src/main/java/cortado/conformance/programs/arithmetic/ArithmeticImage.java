package cortado.conformance.programs.arithmetic;

import cortado.conformance.Section;

/** The image of the programs about arithmetic. */
public final class ArithmeticImage {
    private ArithmeticImage() {}

    /** Runs every program of this package. */
    public static void main(String[] arguments) {
        Section.run("Bits", Bits::main);
        Section.run("BoxedNumbers", BoxedNumbers::main);
        Section.run("Collatz", Collatz::main);
        Section.run("CompoundAssignment", CompoundAssignment::main);
        Section.run("DoubleToInteger", DoubleToInteger::main);
        Section.run("ExactMath", ExactMath::main);
        Section.run("FloatBits", FloatBits::main);
        Section.run("FloatLoops", FloatLoops::main);
        Section.run("FloorMath", FloorMath::main);
        Section.run("FusedNothing", FusedNothing::main);
        Section.run("Increments", Increments::main);
        Section.run("Infinities", Infinities::main);
        Section.run("IntDivision", IntDivision::main);
        Section.run("IntOverflow", IntOverflow::main);
        Section.run("IntegerBits", IntegerBits::main);
        Section.run("IntegerToFloating", IntegerToFloating::main);
        Section.run("LongBits", LongBits::main);
        Section.run("LongComparisons", LongComparisons::main);
        Section.run("LongDivision", LongDivision::main);
        Section.run("LongOverflow", LongOverflow::main);
        Section.run("MathFunctions", MathFunctions::main);
        Section.run("Narrowing", Narrowing::main);
        Section.run("NotANumber", NotANumber::main);
        Section.run("Promotion", Promotion::main);
        Section.run("Rounding", Rounding::main);
        Section.run("Shifts", Shifts::main);
        Section.run("SignedZero", SignedZero::main);
        Section.run("SmallIntegers", SmallIntegers::main);
        Section.run("Trigonometry", Trigonometry::main);
        Section.run("UnusedDivision", UnusedDivision::main);
        Section.end();
    }
}
