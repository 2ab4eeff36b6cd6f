package cortado.aot.build;

import cortado.aot.AotException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Fills the empty slots of an image's method tables, so that a call through one throws an AbstractMethodError with its
 * trace instead of jumping to address 0. It is done in the linked file: at run time it would cost every start.
 */
final class MethodTables {
    /** Of the C runtime: what an empty slot calls, and how many bytes of a class come before its slots. */
    static final String ABSENT = "cortado_absent_method";

    static final String HEAD = "cortado_class_head";

    private static final int SYMBOL_TABLE = 2;
    private static final int NO_BITS = 8;

    private final ByteBuffer elf;
    private final Map<String, Symbol> symbols = new HashMap<>();

    private record Symbol(long address, long size, int section) {}

    private MethodTables(byte[] file) {
        elf = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < Short.toUnsignedInt(elf.getShort(60)); i++) {
            if (elf.getInt(section(i) + 4) == SYMBOL_TABLE) {
                read(section(i));
            }
        }
    }

    /** Fills the tables of the classes with these symbols. */
    static void fill(Path file, Set<String> classes) throws IOException, AotException {
        byte[] content = Files.readAllBytes(file);
        var tables = new MethodTables(content);
        long absent = tables.symbol(ABSENT).address();
        long head = tables.elf.getLong(tables.offset(tables.symbol(HEAD)));
        for (String name : classes) {
            Symbol cls = tables.symbols.get(name);
            if (cls != null && !tables.isEmpty(cls)) {
                int start = tables.offset(cls);
                for (long at = start + head; at + 8 <= start + cls.size(); at += 8) {
                    if (tables.elf.getLong((int) at) == 0) {
                        tables.elf.putLong((int) at, absent);
                    }
                }
            }
        }
        Files.write(file, content);
    }

    /** ELF64: e_shoff at 40, e_shentsize at 58. */
    private int section(int index) {
        return (int) elf.getLong(40) + index * Short.toUnsignedInt(elf.getShort(58));
    }

    /** Section header: sh_offset at 24, sh_size at 32, sh_link at 40. Symbol: name, info, other, shndx, value, size. */
    private void read(int table) {
        int names = (int) elf.getLong(section(elf.getInt(table + 40)) + 24);
        int first = (int) elf.getLong(table + 24);
        int end = first + (int) elf.getLong(table + 32);
        for (int at = first; at < end; at += 24) {
            symbols.put(
                    text(names + elf.getInt(at)),
                    new Symbol(elf.getLong(at + 8), elf.getLong(at + 16), Short.toUnsignedInt(elf.getShort(at + 6))));
        }
    }

    private String text(int start) {
        int end = start;
        while (elf.get(end) != 0) {
            end++;
        }
        return new String(elf.array(), start, end - start, StandardCharsets.US_ASCII);
    }

    private Symbol symbol(String name) throws AotException {
        Symbol found = symbols.get(name);
        if (found == null) {
            throw new AotException("the linked image has no symbol " + name + ", which the runtime defines");
        }
        return found;
    }

    /** Whether it has no content in the file. */
    private boolean isEmpty(Symbol symbol) {
        return symbol.section() == 0
                || symbol.section() >= Short.toUnsignedInt(elf.getShort(60))
                || elf.getInt(section(symbol.section()) + 4) == NO_BITS;
    }

    /** Where a symbol's content lies in the file. Section header: sh_addr at 16. */
    private int offset(Symbol symbol) {
        int header = section(symbol.section());
        return (int) (symbol.address() - elf.getLong(header + 16) + elf.getLong(header + 24));
    }
}
