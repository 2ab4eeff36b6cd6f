package cortado.conformance.programs.collections;

import cortado.conformance.Section;

/** The image of the programs about collections. */
public final class CollectionsImage {
    private CollectionsImage() {}

    /** Runs every program of this package. */
    public static void main(String[] arguments) {
        Section.run("ArrayLists", ArrayLists::main);
        Section.run("BadHashes", BadHashes::main);
        Section.run("BitSets", BitSets::main);
        Section.run("CollectionsMethods", CollectionsMethods::main);
        Section.run("Comparators", Comparators::main);
        Section.run("Deques", Deques::main);
        Section.run("Enumerations", Enumerations::main);
        Section.run("Grids", Grids::main);
        Section.run("HashMaps", HashMaps::main);
        Section.run("ImmutableCollections", ImmutableCollections::main);
        Section.run("LinkedHashMaps", LinkedHashMaps::main);
        Section.run("LinkedLists", LinkedLists::main);
        Section.run("OldCollections", OldCollections::main);
        Section.run("OwnIterables", OwnIterables::main);
        Section.run("PriorityQueues", PriorityQueues::main);
        Section.run("RangeViews", RangeViews::main);
        Section.run("Sorting", Sorting::main);
        Section.run("TreeMaps", TreeMaps::main);
        Section.run("TreeSets", TreeSets::main);
        Section.end();
    }
}
