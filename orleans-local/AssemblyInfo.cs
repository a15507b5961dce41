using System.Runtime.CompilerServices;

// Proxies are emitted into a dynamic assembly of this name (Calls/ProxyAssembly.cs) and derive from internal classes.
[assembly: InternalsVisibleTo("OrleansLocal.Proxies")]
