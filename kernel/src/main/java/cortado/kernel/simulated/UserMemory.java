package cortado.kernel.simulated;

import static cortado.kernel.Machine.DEVICE;
import static cortado.kernel.Machine.READ;
import static cortado.kernel.Machine.WRITE;
import static cortado.kernel.simulated.SimulatedMachine.require;

import cortado.abi.Cause;
import cortado.abi.Limits;
import cortado.kernel.KernelLimits;
import cortado.kernel.TablePages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The processes' address spaces, and the RAM and registers that are found through them. */
final class UserMemory {
    private record DeviceRange(long start, long size, SimulatedDevice device) {}

    private final SimulatedRam ram;
    private final SimulatedSpace[] spaces = new SimulatedSpace[KernelLimits.PROCESSES];
    private final List<DeviceRange> devices = new ArrayList<>();
    private TablePages tables;

    UserMemory(SimulatedRam ram) {
        this.ram = ram;
    }

    void setTables(TablePages pages) {
        tables = pages;
    }

    void addDevice(long physical, long size, SimulatedDevice device) {
        devices.add(new DeviceRange(physical, size, device));
    }

    boolean hasSpace(int space) {
        return spaces[space] != null;
    }

    SimulatedSpace space(int space) {
        return spaces[space];
    }

    void createSpace(int space) {
        require(spaces[space] == null, "created space " + space + " twice");
        spaces[space] = new SimulatedSpace(space, tables, false);
    }

    void destroySpace(int space) {
        spaces[space].destroy();
        spaces[space] = null;
    }

    void map(int space, long address, long physical, int pages, int access) {
        long bytes = (long) pages * Limits.PAGE;
        require(address % Limits.PAGE == 0 && physical % Limits.PAGE == 0 && pages > 0, "mapped part of a page");
        require(address >= Limits.USER_START && address <= Limits.USER_END - bytes, "mapped outside of user space");
        require((access & DEVICE) != 0 || ram.contains(physical, bytes), "mapped as RAM what is not");
        require((access & DEVICE) == 0 || !ram.contains(physical, bytes), "mapped RAM as a device");
        spaces[space].map(address, physical, pages, access);
    }

    private interface Piece {
        void copy(long physical, int at, int length);
    }

    /** False if a part of it is not memory that the process may read. */
    boolean read(int space, long user, byte[] target, int offset, int length) {
        return copy(space, user, length, READ, (physical, at, part) -> ram.read(physical, target, offset + at, part));
    }

    /** False if a part of it is not memory that the process may write; what lies before it is written. */
    boolean write(int space, long user, byte[] source, int offset, int length) {
        return copy(space, user, length, WRITE, (physical, at, part) -> ram.write(physical, source, offset + at, part));
    }

    private boolean copy(int space, long user, int length, int access, Piece piece) {
        int done = 0;
        while (done < length) {
            long at = user + done;
            SimulatedSpace.Page page = spaces[space].find(at);
            if (page == null || (page.access() & access) == 0 || (page.access() & DEVICE) != 0) {
                return false;
            }
            int within = (int) (at % Limits.PAGE);
            int part = Math.min(length - done, Limits.PAGE - within);
            piece.copy(page.physical() + within, done, part);
            done += part;
        }
        return true;
    }

    /** One aligned load, zero-extended. */
    long load(int space, long user, int width) {
        SimulatedSpace.Page page = reach(space, user, width, READ);
        long physical = page.physical() + user % Limits.PAGE;
        if ((page.access() & DEVICE) != 0) {
            DeviceRange range = device(physical, user);
            return range.device().read(physical - range.start(), width);
        }
        byte[] bytes = new byte[8];
        ram.read(physical, bytes, 0, width);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** One aligned store. */
    void store(int space, long user, int width, long value) {
        SimulatedSpace.Page page = reach(space, user, width, WRITE);
        long physical = page.physical() + user % Limits.PAGE;
        if ((page.access() & DEVICE) != 0) {
            DeviceRange range = device(physical, user);
            range.device().write(physical - range.start(), width, value);
            return;
        }
        byte[] bytes = new byte[8];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        ram.write(physical, bytes, 0, width);
    }

    private SimulatedSpace.Page reach(int space, long user, int width, int access) {
        if (user % width != 0) {
            throw new SimulatedFault(Cause.ALIGNMENT_FAULT, user);
        }
        SimulatedSpace.Page page = spaces[space].find(user);
        if (page == null) {
            throw new SimulatedFault(Cause.PAGE_FAULT, user);
        }
        if ((page.access() & access) == 0) {
            throw new SimulatedFault(Cause.PROTECTION_FAULT, user);
        }
        return page;
    }

    private DeviceRange device(long physical, long user) {
        for (DeviceRange range : devices) {
            if (physical >= range.start() && physical - range.start() < range.size()) {
                return range;
            }
        }
        throw new SimulatedFault(Cause.BUS_ERROR, user);
    }
}
