package cortado.api.vm;

import cortado.abi.LittleEndian;
import cortado.abi.VcpuStateLayout;

/** The registers of a vcpu, as one block of bytes that can be kept: {@link VcpuStateLayout}. */
public final class VcpuState {
    private final byte[] bytes;

    /** All zero. */
    public VcpuState() {
        this(new byte[VcpuStateLayout.SIZE]);
    }

    /** Over bytes that were kept; not copied. */
    public VcpuState(byte[] bytes) {
        if (bytes.length != VcpuStateLayout.SIZE) {
            throw new IllegalArgumentException(
                    "a vcpu's state has " + VcpuStateLayout.SIZE + " bytes, not " + bytes.length);
        }
        this.bytes = bytes;
    }

    /** The block itself. */
    public byte[] bytes() {
        return bytes;
    }

    /** The register at an offset of {@link VcpuStateLayout}. */
    public long get(int offset) {
        return LittleEndian.i64(bytes, offset);
    }

    /** Sets the register at an offset of {@link VcpuStateLayout}. */
    public VcpuState put(int offset, long value) {
        LittleEndian.put64(bytes, offset, value);
        return this;
    }

    /** Register x0 to x30. */
    public long x(int register) {
        return get(VcpuStateLayout.X + 8 * register);
    }

    /** Sets x0 to x30. */
    public VcpuState x(int register, long value) {
        return put(VcpuStateLayout.X + 8 * register, value);
    }

    /** The program counter. */
    public long pc() {
        return get(VcpuStateLayout.PC);
    }

    /** Sets the program counter. */
    public VcpuState pc(long value) {
        return put(VcpuStateLayout.PC, value);
    }
}
