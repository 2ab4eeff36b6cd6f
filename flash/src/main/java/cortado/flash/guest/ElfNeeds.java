package cortado.flash.guest;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What an arm64 program or library needs to be loaded (ELF-64 Object File Format; gABI chapter 5). */
final class ElfNeeds {
    private static final int MAGIC = 0x464c457f;
    private static final int PROGRAM_HEADERS = 32;
    private static final int PROGRAM_HEADER_SIZE = 54;
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;
    private static final int DT_NULL = 0;
    private static final int DT_NEEDED = 1;
    private static final int DT_STRTAB = 5;

    private final ByteBuffer file;
    private final List<String> needs = new ArrayList<>();

    private ElfNeeds(byte[] content) {
        file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Names of the libraries, and the path of the loader, that a file asks for; empty for what is no ELF file.
     *
     * @throws IllegalArgumentException if it is one, and broken
     */
    static List<String> of(byte[] content) {
        if (content.length < 64 || new ElfNeeds(content).file.getInt(0) != MAGIC) {
            return List.of();
        }
        ElfNeeds needs = new ElfNeeds(content);
        try {
            needs.read();
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw new IllegalArgumentException("an ELF file whose tables point outside of it", e);
        }
        return needs.needs;
    }

    private void read() {
        int headers = (int) file.getLong(PROGRAM_HEADERS);
        int size = file.getShort(PROGRAM_HEADER_SIZE);
        int count = file.getShort(PROGRAM_HEADER_SIZE + 2);
        for (int i = 0; i < count; i++) {
            int header = headers + i * size;
            int offset = (int) file.getLong(header + 8);
            switch (file.getInt(header)) {
                case PT_INTERP -> needs.add(text(offset));
                case PT_DYNAMIC -> readDynamic(offset, headers, size, count);
                default -> {}
            }
        }
    }

    private void readDynamic(int offset, int headers, int size, int count) {
        long strings = 0;
        List<Long> names = new ArrayList<>();
        for (int at = offset; file.getLong(at) != DT_NULL; at += 16) {
            if (file.getLong(at) == DT_STRTAB) {
                strings = file.getLong(at + 8);
            } else if (file.getLong(at) == DT_NEEDED) {
                names.add(file.getLong(at + 8));
            }
        }
        int table = fileOffset(strings, headers, size, count);
        for (long name : names) {
            needs.add(text((int) (table + name)));
        }
    }

    private int fileOffset(long address, int headers, int size, int count) {
        for (int i = 0; i < count; i++) {
            int header = headers + i * size;
            long start = file.getLong(header + 16);
            if (file.getInt(header) == PT_LOAD && address >= start && address < start + file.getLong(header + 32)) {
                return (int) (file.getLong(header + 8) + address - start);
            }
        }
        throw new IllegalArgumentException("an ELF file without the strings that its dynamic section names");
    }

    private String text(int offset) {
        int end = offset;
        while (file.get(end) != 0) {
            end++;
        }
        return new String(file.array(), offset, end - offset, StandardCharsets.UTF_8);
    }
}
