package io.capio.agent.program;

import com.sun.tools.attach.VirtualMachine;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;

/** Attaches an agent to itself in a shutdown hook, and leaves a file open there. */
public final class AttachingAtTheEnd {

  private static FileOutputStream open;

  private AttachingAtTheEnd() {}

  public static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> attach(arguments)));
    System.exit(3);
  }

  private static void attach(String[] arguments) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
      machine.loadAgent(arguments[0], arguments[1]);
      machine.detach();
      write(arguments[2]);
      System.out.println("written");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(String file) throws Exception {
    open = new FileOutputStream(file);
    open.write("left open".getBytes(StandardCharsets.UTF_8));
  }
}
