namespace Monitor.Worker.Delivering.Email.Smtp;

/// <summary>The connection broke, or an answer did not come in time. What that means depends on how far the message had got.</summary>
internal sealed class SmtpLostException(string message, Exception? inner = null) : Exception(message, inner);
