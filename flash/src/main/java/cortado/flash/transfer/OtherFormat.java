package cortado.flash.transfer;

import java.io.IOException;
import java.nio.file.Path;

/** Files that hold an image, but not as a card would: written as they are, they would make a card that is none. */
enum OtherFormat {
    /** .ZIP File Format Specification §4.3.7. */
    ZIP("504b0304", "a ZIP archive", "unzip %s"),
    /** bzip2 and the number that its first block starts with, which is pi. */
    BZIP2("425a683[1-9]31415926", "compressed with bzip2", "bunzip2 --keep %s"),
    /** LZ4 Frame Format. */
    LZ4("04224d18", "compressed with LZ4", "unlz4 %s"),
    /** 7zFormat.txt, SignatureHeader. */
    SEVEN_ZIP("377abcaf271c", "a 7z archive", "7z x %s"),
    /** QEMU, docs/interop/qcow2.txt. */
    QCOW2("514649fb", "a disk of QEMU's (qcow2)", "qemu-img convert -O raw %s card.img"),
    /** Virtual Disk Format 5.0, a sparse extent. */
    VMDK("4b444d56", "a disk of VMware's", "qemu-img convert -O raw %s card.img"),
    /** [MS-VHDX] §2.2.1. */
    VHDX("7668647866696c65", "a disk of Hyper-V's", "qemu-img convert -O raw %s card.img"),
    /** Android, libsparse/sparse_format.h. */
    ANDROID_SPARSE("3aff26ed", "an Android sparse image", "simg2img %s card.img");

    /** The first bytes, in hexadecimal. */
    private final String mark;

    private final String title;
    private final String remedy;

    OtherFormat(String mark, String title, String remedy) {
        this.mark = mark;
        this.title = title;
        this.remedy = remedy;
    }

    /**
     * Does nothing for an image.
     *
     * @throws ImageException with the command that makes an image of it
     */
    static void refuse(Path file) throws IOException {
        String found = Compression.start(file);
        for (OtherFormat format : values()) {
            if (found.matches(format.mark + ".*")) {
                throw new ImageException(file + " is " + format.title
                        + ", which is not unpacked here: `" + String.format(format.remedy, file)
                        + "` first, and flash what comes out");
            }
        }
    }
}
