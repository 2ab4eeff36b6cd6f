package cortado.flash.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides whether a drive may be overwritten, and says every reason why not. */
public final class DriveSafety {
    private final DriveUse use;

    /**
     * Why a drive is refused.
     *
     * @param reason a sentence without a full stop
     * @param remedy the command that would be right, or what to do; may be empty
     */
    public record Refusal(String reason, String remedy) {}

    /** Looks into these files. */
    public DriveSafety(SystemFiles files) {
        this.use = new DriveUse(files);
    }

    /**
     * The reasons not to overwrite a drive; none if it may be.
     *
     * @param needed bytes of the image
     * @param listed the drive as the person saw it under this name, if that was a short while ago
     */
    public List<Refusal> refusals(Drive drive, long needed, Optional<Drive> listed) {
        List<Refusal> refusals = new ArrayList<>();
        if (!drive.isMovable()) {
            refusals.add(new Refusal(
                    "it is not removable (" + drive.bus().title() + ")",
                    "`./cortado devices` lists the drives that can be flashed"));
        }
        listed.filter(before -> !before.isLike(drive) || before.insertion() != drive.insertion())
                .ifPresent(before -> refusals.add(new Refusal(
                        "it changed since `./cortado devices` listed it as " + before.description(),
                        "run `./cortado devices` again and look")));
        for (DriveUse.Use found : use.of(drive)) {
            refusals.add(new Refusal(found.what(), found.remedy()));
        }
        if (drive.readOnly()) {
            refusals.add(new Refusal(
                    "it is write-protected", "slide the lock on the card's edge towards its contacts, or try another"));
        }
        if (drive.size() == 0) {
            refusals.add(new Refusal("there is no medium in it", "put a card in"));
        } else if (drive.size() < needed) {
            refusals.add(new Refusal(
                    "it is too small: it has " + drive.size() + " bytes, the image " + needed,
                    "take a card of " + Drive.sizeText(needed) + " or more"));
        }
        return refusals;
    }
}
