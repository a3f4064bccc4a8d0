package io.capio.agent.program.drive;

import java.awt.Font;
import java.awt.Toolkit;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.FileCacheImageInputStream;
import javax.imageio.stream.FileCacheImageOutputStream;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.FileImageOutputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.swing.ImageIcon;

/** Images, sound, fonts and colour profiles. */
public final class MediaEntries {

  private MediaEntries() {}

  private static File image(Path d) throws Exception {
    File file = d.resolve("image.png").toFile();
    ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", file);
    return file;
  }

  public static Object images(Path d) throws Exception {
    File file = image(d);
    URL url = file.toURI().toURL();
    ImageIO.setCacheDirectory(d.toFile());
    try (ImageInputStream in = ImageIO.createImageInputStream(file);
        ImageOutputStream out = ImageIO.createImageOutputStream(d.resolve("out").toFile())) {
      out.write('x');
      return List.of(
          ImageIO.read(file).getWidth(),
          ImageIO.read(url).getHeight(),
          ImageIO.read(in).getWidth());
    } finally {
      ImageIO.setCacheDirectory(null);
    }
  }

  public static Object imagesOfTheToolkit(Path d) throws Exception {
    String name = image(d).getPath();
    ImageIcon icon = new ImageIcon(Toolkit.getDefaultToolkit().createImage(name));
    return List.of(
        icon.getIconWidth(),
        new ImageIcon(name).getIconWidth(),
        new ImageIcon(name, "described").getIconWidth(),
        new ImageIcon(Toolkit.getDefaultToolkit().getImage(name)).getIconWidth());
  }

  public static Object imageStreams(Path d) throws Exception {
    File text = d.resolve("text").toFile();
    File out = d.resolve("out").toFile();
    File cache = d.resolve("sub").toFile();
    try (FileImageOutputStream one = new FileImageOutputStream(out);
        FileImageInputStream two = new FileImageInputStream(text);
        FileCacheImageInputStream three =
            new FileCacheImageInputStream(new ByteArrayInputStream(new byte[] {'x', 'y'}), cache);
        FileCacheImageOutputStream four =
            new FileCacheImageOutputStream(new java.io.ByteArrayOutputStream(), cache)) {
      one.write('x');
      four.write('y');
      four.seek(0);
      return List.of(two.readLine(), three.read(), four.read(), cache.list().length);
    }
  }

  public static Object waves(Path d) throws Exception {
    File file = d.resolve("a.wav").toFile();
    AudioFormat format = new AudioFormat(8000, 8, 1, true, false);
    AudioInputStream silence =
        new AudioInputStream(new ByteArrayInputStream(new byte[100]), format, 100);
    int written = AudioSystem.write(silence, AudioFileFormat.Type.WAVE, file);
    try (AudioInputStream in = AudioSystem.getAudioInputStream(file);
        AudioInputStream again = AudioSystem.getAudioInputStream(file.toURI().toURL())) {
      return List.of(
          written > 100,
          in.getFrameLength(),
          again.readAllBytes().length,
          AudioSystem.getAudioFileFormat(file).getFrameLength());
    }
  }

  public static Object midi(Path d) throws Exception {
    File file = d.resolve("a.mid").toFile();
    Sequence sequence = new Sequence(Sequence.PPQ, 10);
    sequence.createTrack();
    int written = MidiSystem.write(sequence, 0, file);
    return List.of(
        written > 0,
        MidiSystem.getSequence(file).getTracks().length,
        MidiSystem.getMidiFileFormat(file).getResolution());
  }

  /** The text file is no sound bank, which only somebody who reads it knows. */
  public static Object soundBanks(Path d) throws Exception {
    return String.valueOf(MidiSystem.getSoundbank(d.resolve("text").toFile()));
  }

  /** Neither is it a font. */
  public static Object fonts(Path d) throws Exception {
    File text = d.resolve("text").toFile();
    return List.of(
        thrown(() -> Font.createFont(Font.TRUETYPE_FONT, text)),
        thrown(() -> Font.createFont(Font.TYPE1_FONT, text)),
        thrown(() -> Font.createFonts(text)));
  }

  private static Object thrown(java.util.concurrent.Callable<?> call) {
    try {
      return call.call();
    } catch (Exception e) {
      return e.toString();
    }
  }

  @SuppressWarnings("ICCProfileGetInstance") // An entry point all the same.
  public static Object profiles(Path d) throws Exception {
    String name = d.resolve("profile").toString();
    ICC_Profile profile = ICC_Profile.getInstance(ColorSpace.CS_GRAY);
    profile.write(name);
    return Arrays.equals(ICC_Profile.getInstance(name).getData(), profile.getData());
  }
}
