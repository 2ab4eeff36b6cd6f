/** The process of one virtual machine: from a request, through the guest's boot, to the program's exit status. */
package cortado.app.vmm;
