package cortado.api;

import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessLayout;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a new process is given.
 *
 * @param name at most {@link Limits#PROCESS_NAME} bytes of UTF-8
 * @param image where its program is
 * @param priority 1 to 31
 * @param quota what it may hold
 * @param environ its parameters, which also say which handle plays which part
 * @param handles at most {@link Limits#START_HANDLES}, in the order that the environ counts
 */
public record ProcessStart(
        String name, Image image, int priority, Quota quota, Map<String, String> environ, List<Handle> handles) {
    /** A static ELF64 in a folio: from {@code offset}, {@code length} bytes. */
    public record Image(Folio folio, long offset, long length) {}

    /**
     * Most that the process may hold.
     *
     * @param heap heap bytes
     * @param stack stack bytes
     * @param memory bytes of all its memory, image data, heap, stack and tables included
     * @param handles handles in its table
     * @param objects kernel objects created by it and alive
     * @param channels channels among them
     * @param timers timers among them
     * @param cpu thousandths of one CPU that it may take, 0 for as much as there is
     */
    public record Quota(
            long heap, long stack, long memory, int handles, int objects, int channels, int timers, int cpu) {}

    public ProcessStart {
        if (name.getBytes(StandardCharsets.UTF_8).length > Limits.PROCESS_NAME) {
            throw new IllegalArgumentException(
                    "the process name " + name + " is longer than " + Limits.PROCESS_NAME + " bytes");
        }
        if (handles.size() > Limits.START_HANDLES) {
            throw new IllegalArgumentException(
                    name + " would start with " + handles.size() + " handles; at most " + Limits.START_HANDLES);
        }
        environ = Collections.unmodifiableMap(new LinkedHashMap<>(environ)); // in this order
        handles = List.copyOf(handles);
    }

    byte[] environBlob() {
        return EnvironText.format(environ).getBytes(StandardCharsets.UTF_8);
    }

    byte[] parameters() {
        byte[] block = new byte[ProcessLayout.SIZE];
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, block, ProcessLayout.NAME, utf8.length);
        LittleEndian.put32(block, ProcessLayout.IMAGE, image.folio().number());
        LittleEndian.put64(block, ProcessLayout.IMAGE_OFFSET, image.offset());
        LittleEndian.put64(block, ProcessLayout.IMAGE_LENGTH, image.length());
        LittleEndian.put32(block, ProcessLayout.PRIORITY, priority);
        LittleEndian.put64(block, ProcessLayout.HEAP_SIZE, quota.heap());
        LittleEndian.put64(block, ProcessLayout.STACK_SIZE, quota.stack());
        LittleEndian.put64(block, ProcessLayout.MEMORY_QUOTA, quota.memory());
        LittleEndian.put32(block, ProcessLayout.HANDLE_QUOTA, quota.handles());
        LittleEndian.put32(block, ProcessLayout.OBJECT_QUOTA, quota.objects());
        LittleEndian.put32(block, ProcessLayout.CHANNEL_QUOTA, quota.channels());
        LittleEndian.put32(block, ProcessLayout.TIMER_QUOTA, quota.timers());
        LittleEndian.put32(block, ProcessLayout.CPU_SHARE, quota.cpu());
        LittleEndian.put32(block, ProcessLayout.ENVIRON_LENGTH, environBlob().length);
        LittleEndian.put32(block, ProcessLayout.HANDLE_COUNT, handles.size());
        for (int i = 0; i < handles.size(); i++) {
            LittleEndian.put32(
                    block, ProcessLayout.HANDLES + 4 * i, handles.get(i).number());
        }
        return block;
    }

    /** After the start: the handles have gone. */
    void moved() {
        for (Handle handle : handles) {
            handle.move();
        }
    }
}
