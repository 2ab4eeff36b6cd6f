/** Files for a guest: the FUSE protocol as virtio-fs carries it, and what a file system behind it must do. */
package cortado.vmm.fuse;
