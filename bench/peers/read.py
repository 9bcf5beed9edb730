# What an office could use instead: python read.py POLARS|DUCKDB|CALAMINE FILE. Prints one line of JSON: rows and the peak in megabytes.
import json
import resource
import sys

tool, path = sys.argv[1:]
if tool == "polars":
    import polars

    rows = polars.read_excel(path, engine="calamine", infer_schema_length=0).height
elif tool == "duckdb":
    import duckdb

    connection = duckdb.connect(config={"autoinstall_known_extensions": False})
    connection.load_extension("excel")
    connection.execute(f"create table t as select * from read_xlsx('{path}', all_varchar = true)")
    rows = connection.execute("select count(*) from t").fetchone()[0]
elif tool == "calamine":
    import python_calamine

    rows = len(python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()) - 1
else:
    raise SystemExit(f"no tool {tool}")
print(json.dumps({"rows": rows, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
