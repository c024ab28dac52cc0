package org.sparkaffect.jobs.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.Workspace;

/** Writes the report of a workspace: {@code report/report.html} and {@code report/report.md}. */
public final class Reporting {
  private static final Logger log = LoggerFactory.getLogger(Reporting.class);
  private static final String JOB = "report";

  private final Path root;
  private final Optional<Path> against;
  private final Configuration hadoop;

  public Reporting(Settings settings, Configuration hadoop) {
    this.root = settings.path("workspace");
    this.against =
        settings.optional("report.against", (config, key) -> config.getString(key)).map(Path::new);
    this.hadoop = hadoop;
  }

  public void run() throws IOException {
    Document document = ReportDocument.of(new WorkspaceReading(root, hadoop).read(against));
    Workspace workspace = new Workspace(root, hadoop);
    Path html = workspace.report("report.html");
    workspace.write(JOB, html, HtmlPage.of(document, style()).getBytes(UTF_8));
    workspace.write(JOB, workspace.report("report.md"), MarkdownPage.of(document).getBytes(UTF_8));
    log.info("report: {}", html);
  }

  private static String style() throws IOException {
    try (InputStream css = Reporting.class.getResourceAsStream("report.css")) {
      return new String(css.readAllBytes(), UTF_8);
    }
  }
}
