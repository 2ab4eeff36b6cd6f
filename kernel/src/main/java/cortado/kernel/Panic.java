package cortado.kernel;

/** The end: says why on the early UART, whoever has it, and stops every CPU. */
final class Panic {
    private static final String MARK = "\r\n\u001ePANIC\u001f ";

    private final Machine machine;
    /** Keeps it for the next boot, too; null until that memory has been found, and where there is none. */
    private LastWords words;

    Panic(Machine machine) {
        this.machine = machine;
    }

    void keepIn(LastWords memory) {
        words = memory;
    }

    /** Panics with a sentence. */
    void text(String reason) {
        begin();
        print(reason);
        finish();
    }

    /** Panics with a line. */
    void line(LogLine line) {
        begin();
        for (int i = 0; i < line.length(); i++) {
            print(line.text()[i]);
        }
        finish();
    }

    /** The host's tools look for this line. */
    private void begin() {
        for (int i = 0; i < MARK.length(); i++) {
            machine.logByte(MARK.charAt(i));
        }
        if (words != null) {
            words.begin();
        }
        print("kernel panic: ");
    }

    private void finish() {
        machine.logByte('\r');
        print('\n');
        machine.halt();
    }

    private void print(String text) {
        for (int i = 0; i < text.length(); i++) {
            print(text.charAt(i));
        }
    }

    private void print(int letter) {
        machine.logByte(letter);
        if (words != null) {
            words.put(letter);
        }
    }
}
