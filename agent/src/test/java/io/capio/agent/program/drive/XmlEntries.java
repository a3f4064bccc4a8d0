package io.capio.agent.program.drive;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** XML by file and by the name of a file. */
public final class XmlEntries {

  private XmlEntries() {}

  private static File xml(Path d) throws Exception {
    Path file = d.resolve("a.xml");
    Files.writeString(file, "<!DOCTYPE a [<!ENTITY e SYSTEM \"sub/inner\">]><a><b>&e;</b></a>");
    return file.toFile();
  }

  public static Object documents(Path d) throws Exception {
    File xml = xml(d);
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return List.of(
        builder.parse(xml).getDocumentElement().getTextContent(),
        builder.parse(xml.toURI().toString()).getDocumentElement().getTextContent());
  }

  public static Object events(Path d) throws Exception {
    File xml = xml(d);
    List<Object> names = new ArrayList<>();
    DefaultHandler handler =
        new DefaultHandler() {
          @Override
          public void startElement(String uri, String local, String name, Attributes attributes) {
            names.add(name);
          }
        };
    SAXParser parser = SAXParserFactory.newInstance().newSAXParser();
    parser.parse(xml, handler);
    parser.parse(xml.toURI().toString(), handler);
    olderEvents(parser, xml, names);
    return names;
  }

  @SuppressWarnings("deprecation") // Entry points all the same.
  private static void olderEvents(SAXParser parser, File xml, List<Object> names) throws Exception {
    org.xml.sax.HandlerBase handler =
        new org.xml.sax.HandlerBase() {
          @Override
          public void startElement(String name, org.xml.sax.AttributeList attributes) {
            names.add(name);
          }
        };
    parser.parse(xml, handler);
    parser.parse(xml.toURI().toString(), handler);
  }

  public static Object transformations(Path d) throws Exception {
    File xml = xml(d);
    Transformer transformer = TransformerFactory.newInstance().newTransformer();
    StreamSource source = new StreamSource(xml.toURI().toString());
    StreamResult result = new StreamResult();
    transformer.transform(new StreamSource(xml), new StreamResult(d.resolve("1").toFile()));
    transformer.transform(source, new StreamResult(d.resolve("2").toUri().toString()));
    result.setSystemId(d.resolve("3").toFile());
    source.setSystemId(xml);
    transformer.transform(source, result);
    result.setSystemId(d.resolve("4").toUri().toString());
    source.setSystemId(xml.toURI().toString());
    transformer.transform(source, result);
    return null;
  }

  public static Object schemas(Path d) throws Exception {
    Path file = d.resolve("a.xsd");
    Files.writeString(
        file,
        "<schema xmlns='http://www.w3.org/2001/XMLSchema'><element name='a' type='int'/></schema>");
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(file.toFile())
            .newValidator()
        != null;
  }
}
