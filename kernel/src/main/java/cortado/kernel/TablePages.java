package cortado.kernel;

/** Where {@link Machine} takes page-table pages from; the kernel charges them to the space's process. */
public interface TablePages {
    /** A zeroed page for a table of {@code space}. Cannot fail: the kernel has made sure of the number it was told. */
    long take(int space);

    /** Gives one back. */
    void give(int space, long physical);
}
