package cortado.app.soak;

import cortado.api.Environ;
import cortado.api.service.Firmware;
import java.util.Arrays;
import java.util.Random;

/** Asks the firmware what does not change, and gets the same answer each time. */
final class FirmwareLoad implements Load {
    private final Firmware firmware;
    private int[] first;

    FirmwareLoad(Environ environ) {
        firmware = new Firmware(environ);
    }

    @Override
    public String process() {
        return "bcm2835-mailbox";
    }

    @Override
    public void step(Random random, long deadline) throws WrongAnswer {
        int[] answer = firmware.get(Firmware.BOARD_REVISION, deadline);
        if (first == null) {
            first = answer;
        }
        if (!Arrays.equals(answer, first)) {
            throw new WrongAnswer(
                    "the board's revision was " + Arrays.toString(first) + " and is now " + Arrays.toString(answer));
        }
    }
}
