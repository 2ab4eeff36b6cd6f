package cortado.conformance.programs.library;

import cortado.conformance.Section;

/** The image of the programs about library. */
public final class LibraryImage {
    private LibraryImage() {}

    /** Runs every program of this package. */
    public static void main(String[] arguments) {
        Section.run("BigNumbers", BigNumbers::main);
        Section.run("ByteBuffers", ByteBuffers::main);
        Section.run("Clock", Clock::main);
        Section.run("Encodings64", Encodings64::main);
        Section.run("Hashing", Hashing::main);
        Section.run("Properties", Properties::main);
        Section.run("Randoms", Randoms::main);
        Section.run("Scanning", Scanning::main);
        Section.run("Streams", Streams::main);
        Section.end();
    }
}
