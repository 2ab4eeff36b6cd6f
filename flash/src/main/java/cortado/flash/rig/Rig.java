package cortado.flash.rig;

import cortado.flash.rig.RigSpec.Wire;
import java.util.HashMap;
import java.util.Map;

/**
 * A board's power, reset and card, in the order that does no harm: the card changes sides only while the board is off.
 */
public final class Rig {
    private final RigSpec spec;
    private final Lines lines;
    /** By role. A line is taken when it is first driven, so that a reset touches neither power nor card. */
    private final Map<String, Lines.Line> taken = new HashMap<>();

    private boolean on;
    private boolean ended;

    /** A board whose lines are as they are until something is asked for. */
    public Rig(RigSpec spec, Lines lines) {
        this.spec = spec;
        this.lines = lines;
    }

    /** Switches the board on. */
    public void powerOn() throws InterruptedException {
        on = true;
        drive("power", spec.power(), true);
    }

    /** Switches the board off. */
    public void powerOff() throws InterruptedException {
        on = false;
        drive("power", spec.power(), false);
    }

    /** Switches the board off for good: nothing is driven any more afterwards, whoever asks for it. */
    public synchronized void end() {
        level("power", spec.power(), false);
        ended = true;
    }

    /** Restarts the board through its reset line, or where there is none, through its power. */
    public void restart() throws InterruptedException {
        if (spec.reset().isPresent()) {
            Wire wire = spec.reset().get();
            drive("reset", wire, true);
            level("reset", wire, false);
        } else {
            powerOff();
            powerOn();
        }
    }

    /**
     * Gives the card to this host.
     *
     * @throws IllegalStateException if the board is on, or there is no multiplexer
     */
    public void cardToHost() throws InterruptedException {
        moveCard(true);
    }

    /** Gives the card to the board. */
    public void cardToBoard() throws InterruptedException {
        moveCard(false);
    }

    private void moveCard(boolean host) throws InterruptedException {
        if (on) {
            throw new IllegalStateException("the card changes sides only while the board is off");
        }
        drive(
                "card",
                spec.card()
                        .orElseThrow(() -> new IllegalStateException("the rig has no 'card' section"))
                        .wire(),
                host);
    }

    private void drive(String role, Wire wire, boolean active) throws InterruptedException {
        level(role, wire, active);
        Thread.sleep(wire.settle());
    }

    private synchronized void level(String role, Wire wire, boolean active) {
        if (ended) {
            return;
        }
        boolean high = active == wire.activeHigh();
        taken.computeIfAbsent(role, _ -> lines.output(role, wire.line(), high)).drive(high);
    }
}
