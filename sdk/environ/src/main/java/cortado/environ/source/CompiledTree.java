package cortado.environ.source;

import cortado.environ.tree.DeviceTree;

/**
 * A tree and where it was written.
 *
 * @param tree the tree
 * @param positions places in the sources
 */
public record CompiledTree(DeviceTree tree, SourceMap positions) {}
