package cortado.vmm.agent;

/** Is told how a mount went. */
public interface MountListener {
    /**
     * The guest answered, or is gone.
     *
     * @param errno 0 if it is mounted; Linux's error number otherwise, ENOTCONN (107) for a guest that is gone
     */
    void mounted(int errno);
}
