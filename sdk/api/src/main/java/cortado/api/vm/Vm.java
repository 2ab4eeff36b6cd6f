package cortado.api.vm;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.VmMapLayout;
import cortado.api.Folio;
import cortado.api.Handle;
import cortado.api.StatusException;
import cortado.platform.Platform;

/** A virtual machine: what its guest sees as memory, and its CPUs. Ends when it and all its vcpus are closed. */
public final class Vm extends Handle {
    Vm(Handle handle) {
        super(handle.move());
    }

    /**
     * Lets the guest see a part of a folio.
     *
     * @param offset bytes into the folio, whole pages
     * @param length bytes, whole pages
     * @param guestAddress where in guest-physical memory, whole pages, below {@link cortado.abi.Limits#GUEST_END}
     * @param rights {@link cortado.abi.Rights} READ, with WRITE, EXECUTE or both; without WRITE, a store is an exit
     *     MMIO
     * @throws StatusException BUSY if something is mapped there, OUT_OF_RANGE, INVALID_ARGUMENT, ACCESS_DENIED,
     *     QUOTA_EXCEEDED or NO_MEMORY
     */
    public void map(Folio folio, long offset, long length, long guestAddress, int rights) {
        map(folio.number(), offset, length, guestAddress, rights);
    }

    /**
     * Puts the GICv2 virtual CPU interface (8 KiB) at a guest address: the guest uses it as GICC, without exits.
     *
     * @throws StatusException NOT_SUPPORTED where the board has a GICv3, see {@link VcpuPage#gicVersion()}
     */
    public void mapInterruptInterface(long guestAddress) {
        map(VmMapLayout.INTERRUPT_INTERFACE, 0, 0, guestAddress, 0);
    }

    private void map(int folio, long offset, long length, long guestAddress, int rights) {
        byte[] parameters = new byte[VmMapLayout.SIZE];
        LittleEndian.put32(parameters, VmMapLayout.FOLIO, folio);
        LittleEndian.put32(parameters, VmMapLayout.RIGHTS, rights);
        LittleEndian.put64(parameters, VmMapLayout.OFFSET, offset);
        LittleEndian.put64(parameters, VmMapLayout.LENGTH, length);
        LittleEndian.put64(parameters, VmMapLayout.ADDRESS, guestAddress);
        StatusException.check(
                "map at guest address 0x" + Long.toHexString(guestAddress),
                Platform.current().callBuffer2(Call.VM_MAP, number(), parameters, 0, 0));
    }

    /** Removes the mapping that starts at an address; the guest no longer reaches it when this returns. */
    public void unmap(long guestAddress) {
        StatusException.check(
                "unmap guest address 0x" + Long.toHexString(guestAddress),
                Platform.current().call(Call.VM_UNMAP, number(), guestAddress, 0, 0));
    }

    /**
     * A virtual CPU, stopped after its reset. It runs at this process's priority, and its time counts as this
     * process's.
     *
     * @param index 0 to {@link cortado.abi.Limits#VM_CPUS} - 1, Aff0 of its MPIDR
     */
    public Vcpu createVcpu(int index) {
        return createVcpu(index, Limits.PAGE, 0);
    }

    /**
     * A virtual CPU as above, whose guest reads words of a page without an exit: {@link VcpuPage#show}.
     *
     * @param shown guest-physical address of that page, where nothing is mapped
     */
    public Vcpu createVcpu(int index, long shown) {
        return createVcpu(index, 2 * Limits.PAGE, shown);
    }

    private Vcpu createVcpu(int index, int bytes, long shown) {
        Folio page = Folio.create(bytes);
        long vcpu = Platform.current().call(Call.VCPU_CREATE, number(), index, page.number(), shown);
        if (vcpu < 0) {
            page.close();
        }
        return new Vcpu(new Handle((int) StatusException.check("create vcpu " + index, vcpu)), new VcpuPage(page));
    }
}
