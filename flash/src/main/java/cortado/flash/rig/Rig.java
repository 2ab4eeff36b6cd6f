package cortado.flash.rig;

import cortado.flash.rig.RigSpec.Wire;
import java.util.Optional;

/**
 * A board's power, reset and card, in the order that does no harm: the card changes sides only while the board is off.
 */
public final class Rig {
    private final RigSpec spec;
    private final Lines.Line power;
    private final Optional<Lines.Line> reset;
    private final Optional<Lines.Line> card;
    private boolean on;

    /** Takes the lines; the board is off and has its card. */
    public Rig(RigSpec spec, Lines lines) {
        this.spec = spec;
        this.power = lines.output("power", spec.power().line(), !spec.power().activeHigh());
        this.reset = spec.reset().map(wire -> lines.output("reset", wire.line(), !wire.activeHigh()));
        this.card = spec.card()
                .map(mux -> lines.output("card", mux.wire().line(), !mux.wire().activeHigh()));
    }

    /** Switches the board on. */
    public void powerOn() throws InterruptedException {
        on = true;
        drive(power, spec.power(), true);
    }

    /** Switches the board off. */
    public void powerOff() throws InterruptedException {
        on = false;
        drive(power, spec.power(), false);
    }

    /** Restarts the board through its reset line, or where there is none, through its power. */
    public void restart() throws InterruptedException {
        if (reset.isPresent()) {
            Wire wire = spec.reset().orElseThrow();
            drive(reset.get(), wire, true);
            reset.get().drive(!wire.activeHigh());
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
                card.orElseThrow(() -> new IllegalStateException("the rig has no 'card' section")),
                spec.card().orElseThrow().wire(),
                host);
    }

    private static void drive(Lines.Line line, Wire wire, boolean active) throws InterruptedException {
        line.drive(active == wire.activeHigh());
        Thread.sleep(wire.settle());
    }
}
