package cortado.app.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.linux.VmRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTest {
    private static final long MIB = 1 << 20;

    /** What was set aside of a machine's memory. */
    private long aside;

    private String take(long free, String... texts) {
        VmRequest request = VmRequest.read(List.of(texts));
        return Room.take(request, bytes -> {
            aside = bytes <= free ? bytes : aside;
            return free;
        });
    }

    @Test
    void allThatAGuestMayTakeIsSetAside() {
        assertNull(take(512 * MIB, "memory=128M", "--", "true"));
        assertTrue(aside > 128 * MIB && aside < 130 * MIB, aside + " bytes");
        long plain = aside;
        assertNull(take(512 * MIB, "memory=128M", "share=/data:/mnt", "disk=/disk", "--", "true"));
        assertTrue(aside >= plain + 128 * 1024, "devices copy through memory of their own");
    }

    @Test
    void withoutRoomASentenceNamesASizeThatFits() {
        assertEquals(
                "no memory for a virtual machine of 128 MiB: 90 MiB free; try --memory 88M",
                take(98 * MIB, "memory=128M", "--", "true"));
        assertEquals(0, aside);
        assertNull(take(98 * MIB, "memory=88M", "--", "true"));
    }

    @Test
    void whereNoneFitsAnotherHasToEnd() {
        assertEquals(
                "no memory for a virtual machine of 96 MiB: 42 MiB free; end another one first, 'linux ps' lists them",
                take(50 * MIB, "--", "true"));
        assertEquals(
                "no memory for a virtual machine of 64 MiB: 0 MiB free; end another one first, 'linux ps' lists them",
                take(3 * MIB, "memory=64M", "--", "true"));
    }

    @Test
    void somethingIsLeftForTheRestOfTheSystem() {
        long need = Room.of(VmRequest.read(List.of("--", "true")));
        assertNull(take(need + Room.SPARE, "--", "true"));
        assertTrue(take(need + Room.SPARE - 1, "--", "true").startsWith("no memory for"), "one byte short");
    }
}
