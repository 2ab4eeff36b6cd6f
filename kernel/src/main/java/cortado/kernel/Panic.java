package cortado.kernel;

/** The end: says why on the early UART, whoever has it, and stops every CPU. */
final class Panic {
    private final Machine machine;

    Panic(Machine machine) {
        this.machine = machine;
    }

    /** Panics with a sentence. */
    void text(String reason) {
        begin();
        for (int i = 0; i < reason.length(); i++) {
            machine.logByte(reason.charAt(i));
        }
        finish();
    }

    /** Panics with a line. */
    void line(LogLine line) {
        begin();
        for (int i = 0; i < line.length(); i++) {
            machine.logByte(line.text()[i]);
        }
        finish();
    }

    /** The host's tools look for this line. */
    private void begin() {
        print("\r\n\u001ePANIC\u001f kernel panic: ");
    }

    private void finish() {
        print("\r\n");
        machine.halt();
    }

    private void print(String text) {
        for (int i = 0; i < text.length(); i++) {
            machine.logByte(text.charAt(i));
        }
    }
}
