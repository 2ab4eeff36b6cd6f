package cortado.conformance.programs.memory;

import cortado.conformance.Section;

/** The image of the programs about memory. */
public final class MemoryImage {
    private MemoryImage() {}

    /** Runs every program of this package. */
    public static void main(String[] arguments) {
        Section.run("ArrayCopies", ArrayCopies::main);
        Section.run("ArrayKinds", ArrayKinds::main);
        Section.run("ArraysMethods", ArraysMethods::main);
        Section.run("ArraysOfEverything", ArraysOfEverything::main);
        Section.run("BigArrays", BigArrays::main);
        Section.run("DeepRecursionAndHeap", DeepRecursionAndHeap::main);
        Section.run("Fragmentation", Fragmentation::main);
        Section.run("HashStability", HashStability::main);
        Section.run("HeapExhaustion", HeapExhaustion::main);
        Section.run("HugeArrays", HugeArrays::main);
        Section.run("LinkedStructures", LinkedStructures::main);
        Section.run("StringChurn", StringChurn::main);
        Section.run("SurvivingLists", SurvivingLists::main);
        Section.run("WeakThings", WeakThings::main);
        Section.end();
    }
}
