package io.capio.agent.program.drive;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ModuleDesc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import javax.sound.SoundClip;

/** Entry points that the JDK which compiles the tests need not have. */
public final class NewerEntries {

  private NewerEntries() {}

  public static Object provider(Path d) throws Exception {
    FileSystemProvider provider = FileSystems.getDefault().provider();
    return List.of(
        provider.exists(d.resolve("text")),
        provider.exists(d.resolve("absent")),
        provider.readAttributesIfExists(d.resolve("text"), BasicFileAttributes.class).size(),
        provider.readAttributesIfExists(d.resolve("absent"), BasicFileAttributes.class) == null,
        belowAFile(provider, d));
  }

  private static String belowAFile(FileSystemProvider provider, Path d) throws IOException {
    try {
      return "" + provider.readAttributesIfExists(d.resolve("text/x"), BasicFileAttributes.class);
    } catch (FileSystemException e) {
      return e.getReason();
    }
  }

  public static Object classFiles(Path d) throws Exception {
    ClassFile format = ClassFile.of();
    ClassDesc name = ClassDesc.of("Made");
    ModuleAttribute module = ModuleAttribute.of(ModuleDesc.of("made"), m -> {});
    format.buildTo(d.resolve("1"), name, c -> c.withFlags(0));
    format.buildModuleTo(d.resolve("2"), module);
    format.buildModuleTo(d.resolve("3"), module, c -> {});
    format.buildTo(
        d.resolve("4"),
        format.parse(d.resolve("1")).thisClass(),
        java.lang.classfile.constantpool.ConstantPoolBuilder.of(),
        c -> {});
    return List.of(
        format.parse(d.resolve("1")).thisClass().asInternalName(), format.verify(d.resolve("4")));
  }

  public static Object fileServers(Path d) throws Exception {
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0),
            d,
            SimpleFileServer.OutputLevel.NONE);
    server.createContext("/below", SimpleFileServer.createFileHandler(d.resolve("sub")));
    server.start();
    try {
      String root = "http://127.0.0.1:" + server.getAddress().getPort();
      return List.of(
          URI.create(root + "/text").toURL().openStream().readAllBytes(),
          URI.create(root + "/below/inner").toURL().openStream().readAllBytes(),
          new String(URI.create(root + "/").toURL().openStream().readAllBytes())
              .contains("text"));
    } finally {
      server.stop(0);
    }
  }

  /** The text is no sound, which only somebody who reads it knows. */
  public static Object sounds(Path d) throws Exception {
    return List.of(
        SoundClip.createSoundClip(d.resolve("text").toFile()).canPlay(),
        Files.exists(d.resolve("text")));
  }
}
