/**
 * What the server knows of paths: the tree of files and directories, the state of each file, who
 * produces it, when it is committed, and who waits for it. Asked and changed by the request
 * handlers only, on the server's request loop; no class here is safe for another thread.
 */
package io.capio.server.files;
