package cortado.kernel;

import cortado.abi.HandleType;

/**
 * What a handle can stand for. An object is named by one {@code int}, its <em>word</em>: a
 * {@link cortado.abi.HandleType} in the high byte and the number in that type's pool below; 0 names nothing.
 */
abstract class KernelObject {
    /** The authority is no object of a pool: only its word exists. */
    static final int AUTHORITY = HandleType.AUTHORITY << 24;

    /** So is the right to make virtual machines. */
    static final int HYPERVISOR = HandleType.HYPERVISOR << 24;

    /** This object's word. */
    final int word;
    /** Handles in tables and in messages, and mappings. The object goes back to its pool at 0. */
    int references;
    /** The first of the watches that polls keep on this object. */
    Watch watches;
    /** The process whose quotas it counts against, as long as that has {@link #ownerId}. */
    int owner;

    int ownerId;
    /** It counts against the owner's object quota, not only against that of memory. */
    boolean counted;

    KernelObject(int type, int number) {
        this.word = word(type, number);
    }

    static int word(int type, int number) {
        return type << 24 | number;
    }

    /** Whether a word stands for itself: there is no object to count references of. */
    static boolean isBare(int word) {
        return word == AUTHORITY || word == HYPERVISOR;
    }

    static int type(int word) {
        return word >>> 24;
    }

    static int number(int word) {
        return word & 0xff_ffff;
    }
}
