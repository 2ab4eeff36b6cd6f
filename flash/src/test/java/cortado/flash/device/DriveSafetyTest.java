package cortado.flash.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriveSafetyTest {
    private static final long GIB = 1L << 30;

    @TempDir
    private Path folder;

    private FakeMachine machine;

    @BeforeEach
    void aNotebookWithACardInItsReader() throws IOException {
        machine = new FakeMachine(folder).reader("sdb").slot();
    }

    @Test
    void cardsAreListedWithWhatTellsThemApartAndTheSystemDiskIsNot() {
        List<Drive> drives = new Drives(machine.files()).movable();
        assertEquals(
                List.of("/dev/mmcblk0", "/dev/sdb"),
                drives.stream().map(Drive::path).toList());
        assertEquals("15.9 GB SD slot SC16G (0x35b3a9f2)", drives.getFirst().description());
        assertEquals(
                "31.9 GB USB Generic STORAGE DEVICE (000000000821)",
                drives.getLast().description());
        assertEquals(
                Optional.of("usb-Generic_STORAGE_DEVICE_000000000821-0:0"),
                drives.getLast().byId());
    }

    @Test
    void aCardThatNothingUsesMayBeOverwritten() {
        assertEquals(List.of(), refusals("sdb"));
        assertEquals(List.of(), refusals("mmcblk0"));
    }

    @Test
    void theSystemDiskIsRefusedForEveryReasonThereIs() {
        assertEquals(
                List.of("it is not removable (NVMe)", "nvme0n1p2 holds / of the running system"), refusals("nvme0n1"));
    }

    @Test
    void aSolderedChipIsRefused() throws IOException {
        machine.file("sys/block/mmcblk0/device/type", "MMC\n");
        assertEquals(List.of("it is not removable (soldered eMMC)"), refusals("mmcblk0"));
    }

    @Test
    void aMountedPartitionIsRefusedAndTheCommandThatUnmountsItNamed() throws IOException {
        machine.mount("8:17", "/media/me/My\\040card", "/dev/sdb1");
        DriveSafety.Refusal refusal = refused("sdb", 0).getFirst();
        assertEquals("sdb1 is mounted at /media/me/My card", refusal.reason());
        assertEquals("sudo umount /dev/sdb1", refusal.remedy());
    }

    @Test
    void aMountThatShowsOnlyItsSourceCounts() throws IOException {
        machine.mount("0:45", "/mnt", "/dev/sdb1");
        assertEquals(List.of("sdb1 is mounted at /mnt"), refusals("sdb"));
    }

    @Test
    void swapIsRefused() throws IOException {
        machine.swap("/dev/sdb1");
        assertEquals(List.of("sdb1 is used as swap"), refusals("sdb"));
    }

    @Test
    void lvmIsRefusedWhetherActiveOrNot() throws IOException {
        machine.holder("sdb", "sdb1", "dm-0", "253:0")
                .file("sys/block/dm-0/dm/uuid", "LVM-abc\n")
                .file("sys/block/dm-0/dm/name", "vg-home\n")
                .mount("253:0", "/home", "/dev/mapper/vg-home");
        assertEquals(List.of("sdb1 is in LVM, as part of vg-home, mounted at /home"), refusals("sdb"));
        FakeMachine other = new FakeMachine(Files.createDirectory(folder.resolve("other"))).reader("sdb");
        other.file("run/udev/data/b8:17", "E:ID_FS_TYPE=LVM2_member\n");
        assertEquals(List.of("sdb1 belongs to an LVM volume group"), refusals(other, "sdb"));
    }

    @Test
    void raidIsRefusedWhetherActiveOrNot() throws IOException {
        machine.holder("sdb", "sdb1", "md0", "9:0");
        assertEquals(List.of("sdb1 is in the RAID md0"), refusals("sdb"));
        FakeMachine other = new FakeMachine(Files.createDirectory(folder.resolve("other"))).reader("sdb");
        other.file("run/udev/data/b8:16", "E:ID_FS_TYPE=linux_raid_member\n");
        assertEquals(List.of("sdb belongs to a RAID"), refusals(other, "sdb"));
    }

    @Test
    void anOpenedEncryptedPartitionIsRefused() throws IOException {
        machine.holder("sdb", "sdb1", "dm-3", "253:3")
                .file("sys/block/dm-3/dm/uuid", "CRYPT-LUKS2-abc\n")
                .file("sys/block/dm-3/dm/name", "luks-card\n");
        assertEquals(List.of("sdb1 is opened as encrypted luks-card"), refusals("sdb"));
    }

    @Test
    void zfsIsRefusedByWhatUdevSaysOrByItsContent() throws IOException {
        machine.file("run/udev/data/b8:17", "E:ID_FS_TYPE=zfs_member\n");
        assertEquals(List.of("sdb1 belongs to a ZFS pool"), refusals("sdb"));
    }

    @Test
    void membersAreRecognisedByTheirContentWithoutUdev() throws IOException {
        content("dev/sdb1", 512, "LABELONE".getBytes(StandardCharsets.US_ASCII));
        assertEquals(List.of("sdb1 belongs to an LVM volume group"), refusals("sdb"));
        content("dev/sdb1", 4096, number(4, 0xa92b4efcL));
        assertEquals(List.of("sdb1 belongs to a RAID"), refusals("sdb"));
        content("dev/sdb1", (512 << 10) - 8192, number(4, 0xa92b4efcL));
        assertEquals(List.of("sdb1 belongs to a RAID"), refusals("sdb"));
        content("dev/sdb1", (128 << 10) + 3072, number(8, 0x00bab10cL));
        assertEquals(List.of("sdb1 belongs to a ZFS pool"), refusals("sdb"));
        content("dev/sdb1", 0, new byte[8]);
        assertEquals(List.of(), refusals("sdb"));
    }

    @Test
    void aPartOfAMountedBtrfsIsRefusedThoughTheMountNamesAnotherDrive() throws IOException {
        machine.file("sys/fs/btrfs/1234/devices/sdb1", "");
        assertEquals(List.of("sdb1 is part of a mounted btrfs file system"), refusals("sdb"));
    }

    @Test
    void whatALoopDeviceIsMadeOfIsRefused() throws IOException {
        machine.loop("loop3", "/dev/sdb");
        assertEquals(List.of("sdb is what /dev/loop3 is made of"), refusals("sdb"));
        assertEquals(List.of("loop3 stands for /dev/sdb, a device of its own"), refusals("loop3"));
        machine.loop("loop4", "/home/me/card.img");
        assertEquals(List.of(), refusals("loop4"));
        assertEquals(Optional.of("loop4"), new DriveUse(machine.files()).loopOf(Path.of("/home/me/../me/card.img")));
    }

    @Test
    void aWriteProtectedATooSmallAndAnEmptyDriveAreRefused() throws IOException {
        machine.file("sys/block/sdb/ro", "1\n");
        assertEquals(List.of("it is write-protected"), refusals("sdb"));
        assertEquals(
                List.of("it is too small: it has 15931539456 bytes, the image 17179869184"),
                reasons(refused("mmcblk0", 16 * GIB)));
        machine.file("sys/block/sdb/ro", "0\n").file("sys/block/sdb/size", "0\n");
        assertEquals(List.of("there is no medium in it"), refusals("sdb"));
    }

    @Test
    void anotherCardUnderTheNameThatWasListedIsRefused() throws IOException {
        Instant now = Instant.ofEpochSecond(1_800_000_000L);
        Listing listing = new Listing(folder.resolve("cache"), machine.files());
        listing.keep(new Drives(machine.files()).movable(), now);
        assertEquals(List.of(), refused(listing, now));
        machine.file("sys/block/sdb/diskseq", "13\n");
        assertEquals(
                List.of("it changed since `./cortado devices` listed it as 31.9 GB USB Generic STORAGE DEVICE"
                        + " (000000000821)"),
                refused(listing, now.plus(Duration.ofMinutes(59))));
        assertEquals(List.of(), refused(listing, now.plus(Duration.ofMinutes(61))));
        machine.file("proc/sys/kernel/random/boot_id", "another\n");
        assertEquals(List.of(), refused(listing, now));
    }

    @Test
    void theWitnessOfADriveChangesWithEveryWriteAndEveryOtherCard() throws IOException {
        String stat = "   10 0 80 5 7 1 %d 9 0 4 14 2 0 16 0 3 1\n";
        machine.file("sys/block/sdb/stat", stat.formatted(4096));
        Optional<String> first = witness();
        assertTrue(first.isPresent());
        // Reading and flushing change other numbers.
        machine.file(
                "sys/block/sdb/stat",
                stat.formatted(4096).replace("10 0 80", "99 0 990").replace(" 7 1", " 8 1"));
        assertEquals(first, witness());
        machine.file("sys/block/sdb/stat", stat.formatted(4097));
        assertNotEquals(first, witness());
        machine.file("sys/block/sdb/stat", stat.formatted(4096)).file("sys/block/sdb/diskseq", "13\n");
        assertNotEquals(first, witness());
        machine.file("sys/block/sdb/diskseq", "12\n").file("proc/sys/kernel/random/boot_id", "another\n");
        assertNotEquals(first, witness());
        Files.delete(machine.at("sys/block/sdb/diskseq"));
        assertEquals(Optional.empty(), witness());
    }

    private Optional<String> witness() {
        return Witness.of(drive(machine, "sdb"), machine.files());
    }

    @Test
    void countersThatAreSwitchedOffProveNothing() throws IOException {
        machine.file("sys/block/sdb/stat", "   10 0 80 5 7 1 4096 9 0 4 14 2 0 16 0 3 1\n");
        machine.file("sys/block/sdb/queue/iostats", "1\n");
        assertTrue(witness().isPresent());
        machine.file("sys/block/sdb/queue/iostats", "0\n");
        assertEquals(Optional.empty(), witness());
    }

    @Test
    void aFileBehindALoopDeviceIsFoundByEachOfItsNamesInAnyLanguage() throws IOException {
        Path file = Files.createFile(folder.resolve("kärte.img"));
        machine.loop("loop4", file.toString());
        DriveUse use = new DriveUse(machine.files());
        assertEquals(Optional.of("loop4"), use.loopOf(file));
        Path other = Files.createLink(folder.resolve("other.img"), file);
        assertEquals(Optional.of("loop4"), use.loopOf(other));
    }

    @Test
    void aPlaceInAnyLanguageIsShownAsItIs() throws IOException {
        machine.mount("8:17", "/media/me/Frühling", "/dev/sdb1");
        assertEquals(List.of("sdb1 is mounted at /media/me/Frühling"), refusals("sdb"));
        Path model = machine.at("sys/block/sdb/device/model");
        Files.write(model, new byte[] {'A', (byte) 0xe4});
        assertEquals(
                Optional.of("Generic Aä"),
                new Drives(machine.files()).drive("sdb").orElseThrow().model());
    }

    @Test
    void aListThatAnotherUserKeptIsReplaced() throws IOException {
        Path cache = Files.createDirectories(folder.resolve("cache"));
        Path kept = Files.writeString(cache.resolve("devices.json"), "{}");
        Object before = Files.readAttributes(kept, BasicFileAttributes.class).fileKey();
        new Listing(cache, machine.files()).keep(new Drives(machine.files()).movable(), Instant.EPOCH);
        assertNotEquals(
                before, Files.readAttributes(kept, BasicFileAttributes.class).fileKey());
    }

    @Test
    void aDevicesNodeElsewhereIsNoFile() throws Exception {
        machine.file("srv/chroot/dev/null-device", "");
        Path node = machine.at("srv/chroot/dev/sda");
        Assumptions.assumeTrue(
                new ProcessBuilder("mkfifo", node.toString()).start().waitFor() == 0, "mkfifo works");
        assertEquals(
                "it is no file, and no drive below /dev",
                impossible("/srv/chroot/dev/sda").reason());
    }

    @Test
    void aPartitionAFolderAndWhatIsNotThereAreNoDestinations() throws IOException {
        machine.file("dev/null-device", "");
        assertEquals("--to /dev/sdb", impossible("/dev/sdb1").remedy());
        assertEquals("there is no such device", impossible("/dev/sdz").reason());
        assertEquals("it is no drive", impossible("/dev/null-device").reason());
        assertTrue(impossible(folder.toString()).reason().contains("folder"));
        assertTrue(impossible(folder + "/none/card.img").reason().startsWith("there is no folder"));
    }

    @Test
    void aNameByIdLeadsToItsDrive() throws IOException {
        Path link = machine.at("dev/disk/by-id/usb-card");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of("../../sdb"));
        Destination destination = Destination.of("/dev/disk/by-id/usb-card", machine.files());
        assertEquals(
                "sdb",
                assertInstanceOf(Destination.Whole.class, destination).drive().name());
    }

    private Destination.Impossible impossible(String to) {
        return assertInstanceOf(Destination.Impossible.class, Destination.of(to, machine.files()));
    }

    private void content(String path, int at, byte[] bytes) throws IOException {
        byte[] content = new byte[512 << 10];
        System.arraycopy(bytes, 0, content, at, bytes.length);
        Files.write(machine.at(path), content);
    }

    private static byte[] number(int length, long value) {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        return Arrays.copyOf(bytes.array(), length);
    }

    private List<String> refused(Listing listing, Instant now) {
        return reasons(new DriveSafety(machine.files()).refusals(drive(machine, "sdb"), 0, listing.of("sdb", now)));
    }

    private List<String> refusals(String name) {
        return refusals(machine, name);
    }

    private static List<String> refusals(FakeMachine machine, String name) {
        return reasons(new DriveSafety(machine.files()).refusals(drive(machine, name), GIB / 16, Optional.empty()));
    }

    private List<DriveSafety.Refusal> refused(String name, long needed) {
        return new DriveSafety(machine.files()).refusals(drive(machine, name), needed, Optional.empty());
    }

    private static Drive drive(FakeMachine machine, String name) {
        return new Drives(machine.files()).drive(name).orElseThrow();
    }

    private static List<String> reasons(List<DriveSafety.Refusal> refusals) {
        return refusals.stream().map(DriveSafety.Refusal::reason).toList();
    }
}
