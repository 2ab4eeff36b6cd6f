package cortado.api;

import cortado.abi.HandleInfoLayout;
import cortado.abi.LittleEndian;

/**
 * One entry of a process's handle table.
 *
 * @param handle its number
 * @param type a {@link cortado.abi.HandleType}
 * @param rights {@link cortado.abi.Rights}
 * @param detail what {@link HandleInfoLayout#DETAIL} says for the type
 */
public record HandleInfo(int handle, int type, int rights, int detail) {
    static HandleInfo decode(byte[] buffer, int at) {
        return new HandleInfo(
                LittleEndian.i32(buffer, at + HandleInfoLayout.HANDLE),
                LittleEndian.i32(buffer, at + HandleInfoLayout.TYPE),
                LittleEndian.i32(buffer, at + HandleInfoLayout.RIGHTS),
                LittleEndian.i32(buffer, at + HandleInfoLayout.DETAIL));
    }
}
