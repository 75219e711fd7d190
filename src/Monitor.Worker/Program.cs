using Monitor.Worker.Commands;

return await CommandLine.RunAsync(args);
