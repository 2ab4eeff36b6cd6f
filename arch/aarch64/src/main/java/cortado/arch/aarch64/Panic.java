package cortado.arch.aarch64;

import cortado.kernel.LastWords;
import cortado.metal.Entry;
import cortado.metal.Metal;

/**
 * The end of a kernel that cannot go on: what happened, the registers and the return addresses on the stack, on the
 * early log UART and in memory that the next boot finds it in. Works without the lock, before the machine is built, and
 * allocates nothing.
 */
final class Panic {
    private Panic() {}

    /** Starts the line that tells the host of a panic. */
    private static final String MARK = "\u001ePANIC\u001f";

    private static final int MAX_FRAMES = 32;
    private static final int REGISTERS = 31;
    /** As in layout.h. */
    static final int STACK_SIZE = 16384;

    private static EarlyUart uart;
    private static LastWords words;
    /** Whether what is said is kept: all but what only the host's tools need. */
    private static boolean keeping;
    /** 1 from the first panic on: CPUs that panic later, or again, only stop. */
    private static final int[] begun = new int[1];

    /** Says which UART a panic goes to. */
    static void sayOn(EarlyUart early) {
        uart = early;
    }

    /** Says where a panic is kept for the next boot; null for nowhere. */
    static void keepIn(LastWords memory) {
        words = memory;
    }

    /** An exception in the kernel: the registers as vectors.S stored them, ESR_EL1 and FAR_EL1. */
    @Entry("trap_panic")
    static void trap(long registers, long esr, long far) {
        begin();
        say(Syndrome.text(esr, far));
        sayValue(", esr ", esr);
        sayValue(", address ", far);
        say("\n");
        for (int i = 0; i < REGISTERS; i++) {
            say(i < 10 ? " x" : "x");
            sayDecimal(i);
            sayValue(" ", Metal.load64(registers + 8L * i));
            say((i & 3) == 3 ? "\n" : "  ");
        }
        sayValue(" sp ", Metal.load64(registers + Contexts.SP));
        say("\n");
        sayCall(Metal.load64(registers + Contexts.PC));
        sayCalls(Metal.load64(registers + 8L * 29));
        end();
    }

    /** A failed check in generated code: its text, which has the Java lines, and who called. */
    @Entry("trap_abort")
    static void abort(long text, long frame, long returnAddress) {
        begin();
        for (long at = text; Metal.load8(at) != 0; at++) {
            sayCharacter(Metal.load8(at));
        }
        say("\n");
        sayCall(returnAddress);
        sayCalls(frame);
        end();
    }

    /** Ends a boot that lacks something: what, and what was expected. Does not return. */
    static void stop(String reason) {
        begin();
        say(reason);
        say("\n");
        end();
    }

    private static void begin() {
        if (Metal.compareAndSwap32(Metal.addressOf(begun), 0, 1) != 0) {
            Aarch64Machine.park();
        }
        say("\n");
        say(MARK);
        if (words != null) {
            words.begin();
            keeping = true;
        }
        say("CPU ");
        sayDecimal(Cpu.number());
        say(": ");
    }

    private static void end() {
        if (Traps.machine() != null) {
            Traps.machine().halt();
        }
        Aarch64Machine.park();
    }

    /** Follows frame records: the caller's frame pointer and the return address, as long as they climb the stack. */
    private static void sayCalls(long first) {
        long top = Cpu.block();
        long frame = first;
        for (int i = 0; i < MAX_FRAMES && frame > top - STACK_SIZE && frame <= top - 16; i++) {
            sayCall(Metal.load64(frame + 8));
            long caller = Metal.load64(frame);
            frame = caller > frame ? caller : 0;
        }
    }

    private static void sayCall(long address) {
        sayValue("  at ", address);
        say("\n");
    }

    private static void sayValue(String name, long value) {
        say(name);
        for (int shift = 60; shift >= 0; shift -= 4) {
            sayCharacter("0123456789abcdef".charAt((int) (value >>> shift) & 15));
        }
    }

    private static void sayDecimal(int value) {
        if (value >= 10) {
            sayCharacter('0' + value / 10);
        }
        sayCharacter('0' + value % 10);
    }

    private static void say(String text) {
        for (int i = 0; i < text.length(); i++) {
            sayCharacter(text.charAt(i));
        }
    }

    private static void sayCharacter(int character) {
        if (keeping) {
            words.put(character);
        }
        if (uart != null) {
            if (character == '\n') {
                uart.send('\r');
            }
            uart.send(character);
        }
    }
}
