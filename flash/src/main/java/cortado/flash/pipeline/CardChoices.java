package cortado.flash.pipeline;

import cortado.flash.disk.PartitionTable;

/**
 * What may differ between cards of one board.
 *
 * @param settings of the one machine
 * @param format of the partition table
 * @param slots whether there are two of them, for updates that cannot leave a board without a system
 */
public record CardChoices(CardSettings settings, PartitionTable.Format format, boolean slots) {
    /** What a board's own card is like. */
    public static final CardChoices PLAIN = new CardChoices(CardSettings.none(), PartitionTable.Format.MBR, false);

    /** Whether this is a card like every other of its board. */
    public boolean isPlain() {
        return settings.isEmpty() && format == PartitionTable.Format.MBR && !slots;
    }
}
