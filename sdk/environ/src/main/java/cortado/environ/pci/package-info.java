/** What is plugged into a PCI bus, and where its registers are to be. */
package cortado.environ.pci;
